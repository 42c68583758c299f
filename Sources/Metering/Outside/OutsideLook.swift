package import Contract

/// One round of questions from the controller's side to every server that should answer.
package struct OutsideLook: Equatable, Sendable {
    package struct Sample: Equatable, Sendable {
        package let server: ServerID
        package let host: String
        /// Where it was asked, `192.0.2.7:20000`.
        package let place: String
        package let answered: Bool

        package init(server: ServerID, host: String, place: String, answered: Bool) {
            self.server = server
            self.host = host
            self.place = place
            self.answered = answered
        }
    }

    package let at: Instant
    package let samples: [Sample]
    /// Hosts that answered otherwise when their servers were silent: the way to them is open.
    package let reached: Set<String>
    /// Why the controller's own network is known to be broken; nil where nothing says so.
    package let brokenNetwork: String?

    package init(at: Instant, samples: [Sample], reached: Set<String>, brokenNetwork: String? = nil) {
        self.at = at
        self.samples = samples
        self.reached = reached
        self.brokenNetwork = brokenNetwork
    }

    /// Hosts that answered by any of their servers or otherwise.
    var alive: Set<String> { reached.union(samples.lazy.filter(\.answered).map(\.host)) }
    var hosts: Set<String> { Set(samples.map(\.host)) }
}
