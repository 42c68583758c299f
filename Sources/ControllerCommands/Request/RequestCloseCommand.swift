import ArgumentParser
import Contract
import Controller

struct RequestCloseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Close a payment request; its page says so from then on.",
        discussion: "Example: lessor request close mfrggzdfmztwq2lknnwg23tpob"
    )

    @Argument(help: "The request.")
    var request: OpaqueID

    @OptionGroup var state: StateOptions

    func run() throws {
        try state.open().closeRequest(request)
        Console.line("\(request) is closed.")
    }
}
