import ArgumentParser
import Contract
import Controller

struct DebtDeferCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "defer",
        abstract: "Record a deferral granted in writing, for one debt or one renewal (R6.4-15).",
        discussion:
            "Example: lessor debt defer A-1001 EXP-1 --asked '2027-02-20 10:00' --until 2027-04-01 --document 'mail of 20 February'"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Argument(help: "The debt's name, or S-1001 for the next renewal of a subscription.")
    var target: String

    @Option(help: "When the client asked for it.")
    var asked: String

    @Option(help: "The new last civil day.")
    var until: CivilDate

    @Option(help: "The writing that grants it.")
    var document: String

    @OptionGroup var report: FactReport

    func run() throws {
        let zone = try report.state.open().book.zone
        let renewal = SubscriptionID(target).map { DeferralTarget.renewal(subscription: $0) }
        let event = DebtEvent.deferralGranted(
            to: renewal ?? .debt(id: target),
            asked: try CivilTime.parse(asked, zone: zone),
            until: until,
            document: document
        )
        try report.record(.debts(event), for: account)
    }
}
