import ArgumentParser
import Contract
import Controller
import Fleet
import Store

struct ServerPinCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pin",
        abstract: "Say which host a server is set up on, and which labels its hosts must have.",
        discussion: """
            Takes the place of what was said before, with the order too; without an option nothing is asked any more. A running server \
            stays where it is: `server relocate` moves it.

            Example: lessor server pin srv-1001 --labels zone=paris
            """
    )

    @Argument(help: "The server, srv-1001.")
    var server: ServerID

    @Option(help: "The host that it is set up on; counts until it is there.")
    var host: String?

    @Option(help: "Labels that every host of it must have, by commas: ssd,zone=paris.")
    var labels: HostLabels?

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    private struct View: Encodable {
        let server: String
        let host: String?
        let labels: [String]
    }

    func run() throws {
        let workspace = try state.open()
        try workspace.store.setWish(PlacementWish(host: host, labels: labels?.labels ?? []), of: server)
        let wish = try workspace.store.wish(of: server)
        let view = View(
            server: server.description,
            host: wish.host,
            labels: wish.labels.sorted().map(\.description)
        )
        try output.print(view) { _ in
            let asked = [
                view.host.map { "host \($0)" }, view.labels.isEmpty ? nil : view.labels.joined(separator: ", "),
            ]
            let words = asked.compactMap(\.self).joined(separator: ", ")
            return "\(server): \(words.isEmpty ? "any host" : words).\n"
        }
    }
}
