/// A command for a server that takes commands on its standard input.
package struct ConsoleLine: Codable, Equatable, Sendable {
    package let server: String
    /// One line without its end.
    package let text: String

    /// The longest text, in bytes: with its end it fits into a pipe at once.
    package static let mostBytes = 1000

    /// Whether it is one line that fits, without control characters.
    package static func allows(_ text: String) -> Bool {
        (1...mostBytes).contains(text.utf8.count) && text.utf8.allSatisfy { $0 >= 32 && $0 != 127 }
    }

    package init(server: String, text: String) {
        self.server = server
        self.text = text
    }
}
