import ArgumentParser
import Contract
import Controller

struct PriceDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two price lists: a version or a file each.",
        discussion: "Example: lessor price diff sample-2010-01 new.yaml"
    )

    @Argument(help: "A version, or a file with a slash or .yaml in its name.")
    var old: String

    @Argument(help: "The other; compared with the first.")
    var new: String

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let prices = try state.open().prices
        let rows = PriceDifference.between(try list(old, prices), try list(new, prices))
        try output.print(rows) { style in
            guard !rows.isEmpty else { return "No price differs.\n" }
            var table = Table([
                .left("PRODUCT"), .right("SLOTS"), .right("BEFORE EUR/SLOT"), .right("AFTER EUR/SLOT"),
            ])
            for row in rows {
                let cells = [row.before, row.after].map { $0.map { EuroAmount.decimal($0) } ?? "not sold" }
                table.add([row.product, "\(row.from)-\(row.to)"] + cells)
            }
            return table.text(style: style)
        }
    }

    private func list(_ name: String, _ prices: PriceBook) throws -> Catalogue {
        name.contains("/") || name.hasSuffix(".yaml")
            ? try Catalogue.load(name) : try prices.edition(name).catalogue
    }
}
