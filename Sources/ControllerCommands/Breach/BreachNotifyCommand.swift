import ArgumentParser
import Contract

struct BreachNotifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notify",
        abstract: "Notify breaches; not remedied within seven days, they end the service (R7.4-01 to -03).",
        discussion: """
            Example: lessor breach notify S-1001 --case B-1 --breach 'the relay is open' --breach 'it sends spam'
            The provider's notice counts from the day on which its mail is handed over. With --by client it is the client who \
            complains: it counts from --received. An unpaid renewal is no breach: 6.11 governs it (AMB-33).
            """
    )

    @Argument(help: "The subscription, S-1001.")
    var subscription: SubscriptionID

    @Option(name: .customLong("case"), help: "Names the case; cure and waiver name it again.")
    var name: String

    @Option(help: "What is complained of; may be given several times (R7.4-02).")
    var breach: [String] = []

    @Option(help: "Who complains: provider or client (R7.4-03).")
    var by: BreachNotice.Party = .provider

    @Option(help: "When a client's notice was received, '2026-03-01 12:30'; now by default.")
    var received: String?

    @OptionGroup var report: FactReport

    func validate() throws {
        guard received == nil || by == .client else {
            throw ValidationError("--received is of a client's notice; the provider's counts from its handing over.")
        }
    }

    func run() throws {
        let notice = BreachNotice(name, by: by, subscription: subscription, breaches: breach)
        let actor = by == .client ? Actor.client : .staff
        try report.record(about: .subscription(subscription), by: actor, occurred: received) { _ in
            .breach(.notified(notice))
        }
    }
}
