import ArgumentParser
import Controller
import Fleet
import Store

struct HostResumeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Let a drained host take servers again.",
        discussion: "Example: lessor host resume h1"
    )

    @Argument(help: "Name of the host.")
    var host: String

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        try workspace.store.setState(of: host, to: .active)
        let view = try HostView(workspace.requireHost(host), workspace: workspace)
        try output.print(view) { _ in "Host \(host) takes servers again.\n" }
    }
}
