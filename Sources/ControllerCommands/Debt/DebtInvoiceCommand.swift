import ArgumentParser
import Contract
import Controller

struct DebtInvoiceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invoice",
        abstract: "Invoice costs that the provider had for a client, with their proof (R6.4-17).",
        discussion:
            "Example: lessor debt invoice A-1001 --id EXP-1 --amount 25.00 --reason 'Expert' --proof report.pdf --due 2027-03-01"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Option(help: "Names the debt on its account, once and for ever.")
    var id: String

    @Option(help: "In euros, tax included.")
    var amount: String

    @Option(help: "What the costs were for.")
    var reason: String

    @Option(help: "The document that proves them.")
    var proof: String

    @Option(help: "The last civil day on which paying is in time.")
    var due: CivilDate

    @Option(help: "The service that it is about, S-1001; none by default.")
    var subscription: SubscriptionID?

    @OptionGroup var report: FactReport

    func run() throws {
        let workspace = try report.state.open()
        let today = workspace.book.zone.date(at: try workspace.time.now())
        let cost = ExtraCost(
            id: id,
            subscription: subscription,
            cents: try EuroAmount.parse(amount),
            taxRate: workspace.prices.taxRate(on: today) ?? 0,
            reason: reason,
            proof: proof,
            due: due
        )
        try report.record(.debts(.extraCostInvoiced(cost)), for: account)
    }
}
