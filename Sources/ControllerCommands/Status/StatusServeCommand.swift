import ArgumentParser
import Controller
import Foundation

struct StatusServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the status page to browsers on this machine, until Ctrl-C.",
        discussion: """
            Example: lessor status serve --port 8790
            Prints the page's address. From elsewhere: ssh -L 8790:127.0.0.1:8790 this-machine. Any web server can hand out the \
            status folder instead; it holds the page too.
            """
    )

    @Option(help: "Address to listen on, in digits. Anybody who reaches it may read: there is no login.")
    var address = "127.0.0.1"

    @Option(help: "Port to listen on; 0 for any that is free.")
    var port: UInt16 = 8790

    @Option(
        name: .customLong("name"),
        help: "A name under which browsers may ask, beside addresses and localhost; can be given several times."
    )
    var names: [String] = []

    @Flag(name: .customLong("public"), help: "Only the outage page, which names no server and no client.")
    var isPublic = false

    @OptionGroup var state: StateOptions

    func run() async throws {
        let data = state.directory.status
        guard FileManager.default.fileExists(atPath: data + "/fleet.json") else {
            throw CommandFailure(
                description: "There are no status files in \(data) yet; run `lessor serve` or `lessor tick` first, "
                    + "or name another state with --state."
            )
        }
        let site = StatusSite(page: try Installation.templates().statusPage, data: data, isPublic: isPublic)
        let server = try StatusServer(site: site, hosts: HTTPHosts(names: names), address: address, port: port)
        Console.line(server.url)
        try await cancellingOnSignals {
            await withTaskCancellationHandler {
                await server.runInThread()
            } onCancel: {
                server.stop()
            }
        }
    }
}

extension StatusServer {
    /// Serves on a thread of its own until it is stopped.
    fileprivate func runInThread() async {
        await withCheckedContinuation { continuation in
            Thread {
                self.run()
                continuation.resume()
            }
            .start()
        }
    }
}
