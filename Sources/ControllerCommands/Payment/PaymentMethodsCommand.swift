import ArgumentParser
import Contract
import Controller

struct PaymentMethodsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "methods",
        abstract: "List the managed methods, what credits each, and how long that usually takes (R6.5-03).",
        discussion: "Example: lessor payment methods"
    )

    /// One managed method.
    struct Line: Encodable {
        let method: String
        let creditedOn: String
        let usualDays: Int
        /// Euros with two decimals.
        let tokenPrice: String
        let statementLabel: String?
    }

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let lines = try (state.open().book.currentTerms?.methods ?? []).map {
            Line(
                method: $0.id.rawValue,
                creditedOn: $0.creditedOn.rawValue,
                usualDays: $0.latencyDays,
                tokenPrice: EuroAmount.decimal(Int64($0.tokenPriceCents)),
                statementLabel: $0.id == .paypal ? PaymentMethod.paypalLabel : nil
            )
        }
        try output.print(lines) { style in
            var table = Table([
                .left("METHOD"), .left("CREDITED ON"), .right("USUAL DAYS"), .right("TOKEN EUR"), .left("STATEMENT"),
            ])
            for line in lines {
                table.add([
                    line.method, line.creditedOn, "\(line.usualDays)", line.tokenPrice, line.statementLabel ?? "",
                ])
            }
            return table.text(style: style)
        }
    }
}
