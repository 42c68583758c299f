import Contract
import Controller

extension FactReport {
    /// Records what is about an account or one of its subscriptions. `occurred` is a time as people type it.
    func record(
        about target: ContractTarget,
        by actor: Actor = .staff,
        occurred: String? = nil,
        _ event: (Workspace) throws -> Event
    ) throws {
        let workspace = try state.open()
        let account = try target.account(in: workspace)
        let instant = try occurred.map { try CivilTime.parse($0, zone: workspace.book.zone) }
        let effects = try workspace.record(try event(workspace), for: account, by: actor, occurredAt: instant)
        try print(effects, about: target.name, in: workspace)
    }
}
