import ArgumentParser
import Contract
import Controller

struct PriceTaxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tax",
        abstract: "Publish a tax rate; every debit from its day on carries it, and what is before tax stays (R6.4-10).",
        discussion: "Example: lessor price tax --rate 20 --from 2014-01-01"
    )

    @Option(help: "The rate in percent, such as 19.6.")
    var rate: String

    @Option(help: "The first civil day.")
    var from: CivilDate

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let basisPoints = rate == "0" ? 0 : Int(try EuroAmount.parse(rate))
        let concerned = try workspace.publishTax(Catalogue.TaxRate(from: from, basisPoints: basisPoints))
        try output.print(concerned) { _ in
            "\(basisPoints.asPercent) of tax from \(from) on: \(concerned.count) subscription(s) carry it from their next debit.\n"
        }
    }
}
