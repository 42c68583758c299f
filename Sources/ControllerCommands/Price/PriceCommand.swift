import ArgumentParser

struct PriceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "price",
        abstract: "Price lists: publish them, compare them, and tell clients in time (6.4).",
        discussion: "Example: lessor price publish 2027.yaml --notice mail",
        subcommands: [
            PriceListCommand.self, PriceShowCommand.self, PriceDiffCommand.self, PricePublishCommand.self,
            PriceTaxCommand.self, PriceExitCommand.self,
        ]
    )
}
