import ArgumentParser
import Contract
import Controller
import Store

struct ServerRestartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restart",
        abstract: "End a server's process and start it again; its players are cut off for a moment.",
        discussion: "Example: lessor server restart srv-1001"
    )

    @Argument(help: "The server, srv-1001.")
    var server: ServerID

    @OptionGroup var state: StateOptions

    func run() throws {
        try state.open().store.restart(server)
        Console.line("\(server) is restarted with the controller's next pass.")
    }
}
