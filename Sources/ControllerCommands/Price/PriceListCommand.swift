import ArgumentParser
import Contract
import Controller

struct PriceListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the versions of the price list.",
        discussion: "Example: lessor price list"
    )

    private struct Row: Encodable {
        let version: String
        let validFrom: String
        let products: [String]
    }

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let prices = try state.open().prices
        let rows = prices.editions.map { edition in
            Row(
                version: edition.catalogue.version,
                validFrom: edition.catalogue.validFrom.description,
                products: edition.catalogue.products.keys.sorted()
            )
        }
        try output.print(rows) { style in
            var table = Table([.left("VERSION"), .left("VALID FROM"), .left("PRODUCTS")])
            for row in rows { table.add([row.version, row.validFrom, row.products.joined(separator: ", ")]) }
            return table.text(style: style)
        }
    }
}
