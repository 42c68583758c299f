import ArgumentParser

struct OrderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "order",
        abstract: "Order a service for a client (6.1, 6.2, 6.4).",
        discussion: "Example: lessor order place A-1001 --product mumble --slots 10 --accept-terms",
        subcommands: [OrderPlaceCommand.self, OrderPricesCommand.self]
    )
}
