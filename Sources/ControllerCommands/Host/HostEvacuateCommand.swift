import ArgumentParser
import Contract
import Controller
import Fleet
import Foundation
import Store

struct HostEvacuateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evacuate",
        abstract: "Give a dead host's servers other hosts; their files are lost to them unless the host comes back.",
        discussion: """
            Only a person can decide that a host is dead: nothing is decided from silence. Its servers begin anew elsewhere, with the same
            name, password and slots; what they had stays on the dead host, fenced off: when it comes back it is stopped, kept until its
            server answers elsewhere, and then erased. A host that still answers is drained instead: `host drain --relocate`.

            Example: lessor host evacuate h1
            """
    )

    @Flag(help: "Do not ask.")
    var yes = false

    @OptionGroup var target: HostTarget

    private struct View: Encodable {
        let host: String
        let servers: [String]
    }

    func run() async throws {
        let (workspace, host) = try target.find()
        let servers = try workspace.store.servers(on: host.name)
        if !yes { try confirm(servers.count, on: host.name) }
        let moved = try await workspace.evacuate(host.name)
        let view = View(host: host.name, servers: moved.map(\.description))
        try target.output.print(view) { _ in
            "Host \(host.name) is given up; \(counted(moved.count, "server")) get other hosts with the controller's next pass.\n"
        }
    }

    private func confirm(_ servers: Int, on host: String) throws {
        Console.note(
            "\(counted(servers, "server")) of \(host) begin anew elsewhere, without the files that lie there. "
                + "If the machine is only cut off, they go on running there until it is reached again.\n"
                + "Type the name of the host to give it up:"
        )
        guard readLine()?.trimmingCharacters(in: .whitespaces) == host else {
            throw CommandFailure(description: "Nothing was changed: the name was not \(host).")
        }
    }
}
