import ArgumentParser
import Controller
import Fleet
import Store

struct BrakeReleaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract:
            "Let go on what a brake holds: these servers, at this state of the books, and nothing that comes later.",
        discussion: "Example: lessor brake release mass"
    )

    @Argument(help: "mass, clock or restored.")
    var brake: BrakeKind

    @OptionGroup var confirmation: TypedConfirmation
    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        guard let on = try workspace.store.brakes().first(where: { $0.kind == brake }) else {
            throw WorkspaceError.noSuch(kind: "active brake", id: brake.rawValue, list: "lessor brake list")
        }
        try confirmation.require(brake.rawValue, on.reason)
        let released = try workspace.store.release([brake]).map { BrakeView($0, narrator: workspace.narrator) }
        try output.print(released) { _ in "The brake \(brake.rawValue) is off; the next pass goes on.\n" }
    }
}

extension BrakeKind: ExpressibleByArgument {}
