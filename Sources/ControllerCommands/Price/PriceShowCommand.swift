import ArgumentParser
import Contract
import Controller

struct PriceShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what is published: the prices in force, those announced, and the tax (R6.4-01).",
        discussion: "Example: lessor price show --on 2014-01-01"
    )

    @Option(help: "As on this civil day; today by default.")
    var on: CivilDate?

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let day = try on ?? workspace.book.zone.date(at: workspace.time.now())
        let page = PricePage(workspace.prices, on: day)
        try output.print(page) { style in
            var table = Table([
                .left("VERSION"), .left("VALID FROM"), .left("PRODUCT"), .right("SLOTS"), .right("EUR/SLOT/MONTH"),
            ])
            for list in page.lists {
                for product in list.products {
                    for tier in product.tiers {
                        table.add([
                            list.version, list.validFrom.description, product.id, "\(tier.from)-\(tier.to)",
                            EuroAmount.decimal(tier.centsPerSlot),
                        ])
                    }
                }
            }
            let tax = page.tax.map { "\($0.basisPoints.asPercent) from \($0.from)" }.joined(separator: ", ")
            return table.text(style: style) + "Tax included: \(tax)\n"
        }
    }
}
