import ArgumentParser
import Controller
import Store

struct HostRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Take a host that has no servers out of the books; its agent is left as it is.",
        discussion: "Example: lessor host remove h1"
    )

    @Argument(help: "Name of the host.")
    var host: String

    @OptionGroup var state: StateOptions

    func run() throws {
        let workspace = try state.open()
        _ = try workspace.requireHost(host)
        try workspace.store.removeHost(host)
        Console.line("Host \(host) is out of the books.")
    }
}
