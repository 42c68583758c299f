import ArgumentParser
import Controller
import Fleet
import Store

struct HostSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Change what a host may hold and what it is called; its machine is not touched.",
        discussion: """
            Its servers stay where they are. Less than they have together is refused, and an address that its machine does not have.

            Example: lessor host set h1 --slots 600 --memory 24G --labels ssd,zone=paris
            """
    )

    @Option(parsing: .unconditional, help: "How many slots all its servers may have together.")
    var slots: Int?

    @Option(
        help: "How much memory all its servers may have together: 16G, 900M; none for no limit.",
        transform: MemoryLimit.parse
    )
    var memory: MemoryLimit?

    @Option(
        help: "All labels of it, by commas: ssd,zone=paris; an empty text for none.",
        transform: HostLabels.parse
    )
    var labels: HostLabels?

    @Option(
        help: "All ports that servers may use on each of its addresses: 20000-20009,20020,27000-27100.",
        transform: PortPool.init(text:)
    )
    var ports: PortPool?

    @Option(help: "Addresses that servers may use, and blocks of them, by commas.")
    var serveOn: String?

    @OptionGroup var target: HostTarget

    func validate() throws {
        if let slots, slots <= 0 { throw ValidationError("--slots must be more than 0.") }
        guard slots != nil || memory != nil || labels != nil || ports != nil || serveOn != nil else {
            throw ValidationError("Say what to change: --slots, --memory, --labels, --ports or --serve-on.")
        }
    }

    func run() async throws {
        let (workspace, host) = try target.find()
        let addresses = try serveOn.map(AddressPool.parse)
        try await workspace.requireAddresses(addresses ?? [], of: host)
        let change = Host.Change(
            addresses: addresses,
            ports: ports,
            capacity: slots,
            memory: memory.map(\.memory),
            labels: labels?.labels
        )
        try workspace.store.updateHost(host.with(change))
        let view = try HostView(workspace.requireHost(host.name), workspace: workspace)
        try target.output.print(view) { _ in "Host \(host.name): \(view.room), \(view.pool).\n" }
    }
}
