/// How many played on a server over a stretch of time in which it answered all along.
package struct PlayerRecord: Codable, Equatable, Sendable {
    package let sequence: Int64
    package let server: String
    /// Epoch seconds of the agent's clock: from `start` up to, not including, `until`.
    package let start: Int64
    package let until: Int64
    /// Players × seconds.
    package let playerSeconds: Int64
    /// Most players at once.
    package let peak: Int

    package init(sequence: Int64, server: String, start: Int64, until: Int64, playerSeconds: Int64, peak: Int) {
        self.sequence = sequence
        self.server = server
        self.start = start
        self.until = until
        self.playerSeconds = playerSeconds
        self.peak = peak
    }
}
