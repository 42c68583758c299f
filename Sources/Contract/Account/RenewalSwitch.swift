/// Automatic renewal: on by default, and when the client has moved it, from which due date on (R6.11-07, R6.11-08).
package struct RenewalSwitch: Equatable, Codable, Sendable {
    /// A late switch, which waits for the due date after the next (AMB-07).
    package struct Change: Equatable, Codable, Sendable {
        package let on: Bool
        package let fromPeriod: Int
    }

    package internal(set) var on = true
    package internal(set) var change: Change?

    package init() {}

    /// Whether the due date at the end of `period` renews by itself.
    package func renews(at period: Int) -> Bool {
        if let change, period >= change.fromPeriod { return change.on }
        return on
    }

    /// The state that it will have when every change taken has come into force.
    var settled: Bool { change?.on ?? on }
}
