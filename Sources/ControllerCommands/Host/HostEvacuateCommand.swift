import ArgumentParser
import Contract
import Controller
import Fleet
import Foundation
import Store

struct HostEvacuateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evacuate",
        abstract: "Give a dead host's servers other hosts, where they begin anew.",
        discussion: """
            Only a person can decide that a host is dead: nothing is decided from silence. Its servers begin anew elsewhere, with the same \
            name, password and slots. What they had stays on the dead host, fenced off: when it comes back it is stopped and kept until \
            `server restore` takes it back, `server discard` lets it be erased, or its contract ends. `server moves` lists it. A host that \
            still answers is drained instead: `host drain`.

            It is refused within 12 minutes of the host's last answer, since a machine that was only restarted would start its servers by \
            itself; later it waits until a controller has told it what is still its own. --stays-off says that it cannot come back by itself.

            Example: lessor host evacuate h1
            """
    )

    @Flag(help: "The machine cannot come back by itself: it is switched off at its power, or destroyed.")
    var staysOff = false

    @OptionGroup var confirmation: TypedConfirmation

    @OptionGroup var target: HostTarget

    private struct View: Encodable {
        let host: String
        let servers: [String]
    }

    func run() async throws {
        let (workspace, host) = try target.find()
        let moved = try await workspace.evacuate(host.name, staysOff: staysOff) {
            let text = EvacuationText(host: host.name, servers: try workspace.store.servers(on: host.name))
            try confirmation.require(host.name, text.warning)
        }
        let servers = try moved.compactMap(workspace.store.server)
        let view = View(host: host.name, servers: moved.map(\.description))
        try target.output.print(view) { _ in EvacuationText(host: host.name, servers: servers).outcome }
    }
}
