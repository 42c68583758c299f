import ArgumentParser
import Contract
import Controller

struct IncidentDamagesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "damages",
        abstract: "Record damages for one month of a service, up to the cap of article 4 (R4-10, R4-11).",
        discussion: """
            Example: lessor incident damages S-1001 --month 3 --amount 5.00 --cause provider --reference 'INC-2026-7'
            Only a record: the ledger is not touched. What is paid is paid outside the prepaid balance, or granted as a \
            gesture with `lessor payment gesture`.
            """
    )

    @Argument(help: "The subscription, S-1001.")
    var subscription: SubscriptionID

    @Option(help: "The paid month that failed, counted from 1.")
    var month: Int

    @Option(help: "Amount in euros with at most two decimals.")
    var amount: String

    @Option(help: "Only direct loss is made good; other categories are refused.")
    var category: Damages.Category = .direct

    @Option(
        help:
            "What the failure was due to: provider or maintenance; what is beyond the provider's will has the refund of 7.9."
    )
    var cause: InterruptionCause

    @Option(help: "The incident, judgment or letter that it rests on.")
    var reference: String

    @Option(
        help: "What the part of the service that failed costs in that month, in euros; the whole service unless given."
    )
    var part: String?

    @OptionGroup var report: FactReport

    func run() throws {
        let workspace = try report.state.open()
        let account = try workspace.requireOwner(of: subscription).id
        let damages = Damages(
            period: month,
            category: category,
            cents: try EuroAmount.parse(amount),
            cause: cause,
            reference: reference,
            part: try part.map(EuroAmount.parse)
        )
        let event = LiabilityEvent.damagesRecorded(subscription, damages: damages)
        let effects = try workspace.record(.liability(event), for: account, by: .staff)
        try report.print(effects, about: subscription.description, in: workspace)
    }
}

extension Damages.Category: ExpressibleByArgument {}
