import ArgumentParser
import Contract
import Controller

struct AccountRedeemCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redeem",
        abstract: "Exchange loyalty points for balance, where the terms give them a value (R6.12-09).",
        discussion: "Example: lessor account redeem A-1001 --points 12.00"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Option(help: "How many points, with at most two decimals.")
    var points: String

    @OptionGroup var report: FactReport

    func run() throws {
        let hundredths = try EuroAmount.parse(points)
        try report.record(.pointsRedeemed(hundredths: hundredths), for: account, by: .client)
    }
}
