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

    @OptionGroup var target: HostTarget

    func run() throws {
        let (workspace, host) = try target.find()
        try workspace.store.setState(of: host.name, to: .active)
        let view = try HostView(workspace.requireHost(host.name), workspace: workspace)
        try target.output.print(view) { _ in "Host \(host.name) takes servers again.\n" }
    }
}
