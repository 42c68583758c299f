/// What clients of the status page may cost.
struct StatusLimits: Sendable {
    /// Seconds in which a head must arrive.
    var head = 10.0
    /// Seconds in which a whole answer must be taken.
    var answer = 120.0
    /// Seconds in which some of an answer must be taken.
    var step = 20.0
    /// Seconds that a client may wait between two requests.
    var rest = 30.0
    /// Clients at the same time; more are turned away.
    var clients = 64
}
