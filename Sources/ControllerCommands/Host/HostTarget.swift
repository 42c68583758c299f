import ArgumentParser
import Controller
import Fleet

/// The host that a command is about, and the state that it is in.
struct HostTarget: ParsableArguments {
    @Argument(help: "Name of the host.")
    var host: String

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    /// Throws for a host that is not in the books.
    func find() throws -> (Workspace, Host) {
        let workspace = try state.open()
        return (workspace, try workspace.requireHost(host))
    }
}
