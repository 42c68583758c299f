import ArgumentParser
import Contract
import Controller

struct RequestPageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "page",
        abstract: "Write the page of a request again, after the terms, the settings or its account changed.",
        discussion: "Example: lessor request page mfrggzdfmztwq2lknnwg23tpob"
    )

    @Argument(help: "The request.")
    var request: OpaqueID

    @OptionGroup var state: StateOptions

    func run() throws {
        Console.line(try state.open().writePage(of: request))
    }
}
