import Contract
import Controller

/// A measured interruption as commands print it.
struct IncidentView: Encodable {
    let start: String
    let through: String
    let ended: Bool
    let seconds: Int64
    let cause: String
    /// The rule that says what follows from the cause.
    let rule: String
    /// Whether a person said what it is due to.
    let classified: Bool
    /// Whether a person said that it was, though nothing measured it.
    let declared: Bool
    /// Whether its cause is one of those that 7.9 speaks of.
    let refundable: Bool

    init(_ interruption: Interruption, of subscription: Subscription, narrator: Narrator) {
        start = narrator.time(interruption.start)
        through = narrator.time(interruption.confirmedThrough)
        ended = interruption.ended
        seconds = interruption.confirmedThrough.seconds(since: interruption.start)
        cause = interruption.cause.rawValue
        rule = interruption.cause.rule
        classified = subscription.classifications.contains { $0.start == interruption.start }
        declared = subscription.declared.contains(interruption.start)
        refundable = interruption.cause.isRefundable
    }
}
