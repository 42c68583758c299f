import ArgumentParser
import Contract
import Controller
import Fleet

struct OrderPlaceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "place",
        abstract: "Order a server; it is set up once the account is active and the balance covers the first month.",
        discussion: """
            An order that no host takes now stands: its server waits, and standard error says why. One for a host that lacks the labels \
            demanded of it is refused.

            Example: lessor order place A-1001 --product mumble --slots 10 --accept-terms
            """
    )

    @Argument(help: "The account that orders, A-1001.")
    var account: AccountID

    @Option(help: "What to lease; `lessor order prices` lists the products.")
    var product: String

    @Option(help: "How many slots.")
    var slots: Int

    @Option(help: "Duration in months; one at least (R6.10-03).")
    var months: Int = 1

    @Option(help: "Name that the server shows to its users.")
    var name: String?

    @Option(help: "Renewed first when the balance does not cover all: smaller first (AMB-42).")
    var priority: Int = 100

    @Option(help: "subscription, or fixedTerm where the product is sold so (R6.11-09).")
    var kind: Order.Kind = .subscription

    @Option(help: "The host that it is set up on; one with room by default.")
    var host: String?

    @Option(help: "Labels that its host must have, by commas: ssd,zone=paris.", transform: HostLabels.parse)
    var labels: HostLabels?

    @Flag(help: "The client accepts the general terms in force with this order (R2-03).")
    var acceptTerms = false

    @Option(help: "With --accept-terms: IP address that the acceptance came from (R2-01).")
    var ip: String?

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let wish = PlacementWish(host: host, labels: labels?.labels ?? [])
        try workspace.check(wish, for: product)
        if acceptTerms { try workspace.acceptTerms(for: account, from: ip) }
        let (subscription, effects) = try workspace.placeOrder(
            for: account,
            product: product,
            slots: slots,
            months: months,
            name: name,
            priority: priority,
            kind: kind,
            wish: wish.isEmpty ? nil : wish
        )
        let refusal = try workspace.obstacle(to: subscription, of: product, slots: slots, wish)
        let view = EffectsView(
            effects,
            subject: subscription.description,
            narrator: workspace.narrator,
            problem: refusal?.description
        )
        try output.print(view) { _ in view.text }
        if let refusal { Console.note("The order stands, and its server waits for room. \(refusal)") }
    }
}
