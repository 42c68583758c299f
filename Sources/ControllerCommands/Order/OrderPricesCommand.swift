import ArgumentParser
import Contract
import Controller

struct OrderPricesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prices",
        abstract: "Show the price list that orders are priced by (R6.4-01).",
        discussion: "Example: lessor order prices --format json"
    )

    private struct Row: Encodable {
        let product: String
        let title: String
        let slots: String
        let price: String
        let catalogue: String
    }

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let today = workspace.book.zone.date(at: try workspace.time.now())
        let rows = try workspace.shelf.all.map { product in
            let quote = try? workspace.prices.quote(product: product.id, slots: product.slots.min, on: today)
            return Row(
                product: product.id,
                title: product.title,
                slots: "\(product.slots.min)-\(product.slots.max)",
                price: quote.map { EuroAmount.decimal($0.monthlyPrice) } ?? "not on sale",
                catalogue: workspace.prices.catalogue(on: today).version
            )
        }
        try output.print(rows) { style in
            var table = Table([
                .left("PRODUCT"), .left("TITLE"), .right("SLOTS"), .right("FROM EUR/MONTH"), .left("CATALOGUE"),
            ])
            for row in rows { table.add([row.product, row.title, row.slots, row.price, row.catalogue]) }
            return table.text(style: style)
        }
    }
}
