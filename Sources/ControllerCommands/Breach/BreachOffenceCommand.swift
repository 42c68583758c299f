import ArgumentParser
import Contract

struct BreachOffenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "offence",
        abstract: "End services at once for an offence that was observed: no cure, no refund (R5-09, R7.8-01).",
        discussion: """
            Example: lessor breach offence S-1001 --article 7.8 --reason 'phishing page' --evidence 'file 2026-07' --yes
            For conduct that is no offence, `lessor hold place --cause conduct` suspends first, which can be undone (AMB-34).
            """
    )

    @Argument(help: "The whole account, A-1001, or one subscription, S-1001.")
    var target: ContractTarget

    @Option(help: "The article that is invoked: 5 or 7.8.")
    var article: Offence.Article

    @Option(help: "What was observed; the client is told.")
    var reason: String

    @Option(help: "Where the evidence is kept (R7.8-02).")
    var evidence: String

    @OptionGroup var confirmation: Confirmation

    @OptionGroup var report: FactReport

    func run() throws {
        try confirmation.demand(
            "This ends \(target.name) at once, erases what it runs and pays nothing back; say --yes, or "
                + "hold it first with `lessor hold place --cause conduct` (AMB-34)."
        )
        try report.record(about: target) { _ in
            .breach(
                .offenceObserved(
                    Offence(article, subscription: target.subscription, reason: reason, evidence: evidence)
                )
            )
        }
    }
}
