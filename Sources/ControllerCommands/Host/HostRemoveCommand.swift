import ArgumentParser
import Controller
import Store

struct HostRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Take a host that has no servers out of the books; its agent is left as it is.",
        discussion: """
            A machine that will never answer again keeps what was left on it in the books until a person says that it is lost:
            evacuate it first, then remove it with --lost.

            Example: lessor host remove h1
            """
    )

    @Argument(help: "Name of the host.")
    var host: String

    @Flag(help: "The machine and its disks are gone for good, with all that servers left there.")
    var lost = false

    @OptionGroup var confirmation: TypedConfirmation

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    private struct View: Encodable {
        let host: String
        let lost: Bool
    }

    func run() async throws {
        let workspace = try state.open()
        _ = try workspace.requireHost(host)
        if lost { try await writeOff(in: workspace) }
        try workspace.store.removeHost(host)
        try output.print(View(host: host, lost: lost)) { _ in "Host \(host) is out of the books.\n" }
    }

    private func writeOff(in workspace: Workspace) async throws {
        let copies = try workspace.store.copies(on: host)
        if !copies.isEmpty {
            try confirmation.require(
                host,
                "What \(counted(copies.count, "server")) left on \(host) counts as erased from now on, and cannot be taken back."
            )
        }
        try await workspace.writeOff(host)
    }
}
