/// Asks for what a server wrote to its log.
package struct LogQuery: Codable, Equatable, Sendable {
    package let server: String
    /// Where to begin, in bytes; nil for the last `lines`.
    package let from: Int64?
    package let lines: Int

    package init(server: String, from: Int64?, lines: Int) {
        self.server = server
        self.from = from
        self.lines = lines
    }
}

/// A stretch of a log.
package struct LogPage: Codable, Equatable, Sendable {
    package let text: String
    /// Where what follows begins.
    package let next: Int64
    /// More is there already.
    package let more: Bool

    package init(text: String, next: Int64, more: Bool) {
        self.text = text
        self.next = next
        self.more = more
    }
}
