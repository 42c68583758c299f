import ArgumentParser
import Contract
import Controller
import Fleet
import Store

struct BrakeListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the brakes that are on, with every server that they keep as it is.",
        discussion: "Example: lessor brake list --format json"
    )

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let views = try workspace.store.brakes().map { BrakeView($0, narrator: workspace.narrator) }
        try output.print(views) { style in
            views.isEmpty ? "No brake is on.\n" : views.map { $0.text(style: style) }.joined(separator: "\n")
        }
    }
}

struct BrakeView: Encodable {
    struct Held: Encodable {
        let server: String
        let host: String
        let generation: Int64
        /// `stop` or `destroy`.
        let what: String
    }

    let brake: String
    let since: String
    let reason: String
    let held: [Held]

    init(_ brake: Brake, narrator: Narrator) {
        self.brake = brake.kind.rawValue
        since = narrator.time(brake.since)
        reason = brake.reason
        held = brake.endings.map {
            Held(
                server: $0.server.description,
                host: $0.host,
                generation: $0.generation,
                what: $0.kind.rawValue
            )
        }
    }

    func text(style: Style) -> String {
        let heading = "\(style.bold(brake)), since \(since): \(reason)\n"
        guard !held.isEmpty else { return heading }
        var table = Table([.left("SERVER"), .left("HOST"), .left("WOULD")])
        for one in held { table.add([one.server, one.host, one.what]) }
        return heading + table.text(style: style)
    }
}
