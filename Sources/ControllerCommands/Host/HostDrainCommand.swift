import ArgumentParser
import Controller
import Fleet
import Store

struct HostDrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drain",
        abstract: "Give a host no new servers; those that it has stay and keep running.",
        discussion: "Example: lessor host drain h1"
    )

    @Argument(help: "Name of the host.")
    var host: String

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        try workspace.store.setState(of: host, to: .drained)
        let view = try HostView(workspace.requireHost(host), workspace: workspace)
        try output.print(view) { _ in
            "Host \(host) takes no new servers; \(counted(view.servers.count, "server")) stay there.\n"
        }
    }
}
