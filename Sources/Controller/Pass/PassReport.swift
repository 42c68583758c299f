import Contract

/// What one pass did and what is left.
package struct PassReport: Equatable, Sendable {
    /// Accounts whose deadlines were played.
    package var swept = 0
    package var mailed = 0
    package var placed = 0
    /// Hosts that answered.
    package var answered = 0
    package var facts = 0
    /// Steps of moves between hosts.
    package var moved = 0
    /// Full sentences for the operator: hosts that did not answer, servers without room, mail that failed.
    package var problems: [String] = []
    /// Whether everything that could be done is done: hosts as demanded, no mail waiting.
    package var isSettled = true

    package init() {}

    /// Whether something changed, so that another pass may have work.
    package var didWork: Bool { swept + mailed + placed + facts + moved > 0 }

    mutating func add(_ other: PassReport) {
        swept += other.swept
        mailed += other.mailed
        placed += other.placed
        answered += other.answered
        facts += other.facts
        moved += other.moved
        problems += other.problems
        isSettled = isSettled && other.isSettled
    }

    /// A host that has not answered yet. Once it has failed twice it is dark, and nobody waits for it; one failure alone
    /// may be a hiccup.
    static func waiting(for host: String, after backOff: BackOff?) -> PassReport {
        var report = PassReport()
        report.isSettled = (backOff?.failures ?? 0) > 1
        if let backOff { report.problems.append(backOff.reason) }
        return report
    }
}
