import Contract
import Controller

/// Prints what one fact brought about in several accounts.
struct StepsReport {
    let output: OutputOptions
    let workspace: Workspace

    func print(_ steps: [RecordedStep], title: String) throws {
        let views = steps.map {
            EffectsView($0.effects, subject: $0.account.description, narrator: workspace.narrator)
        }
        try output.print(views) { _ in title + "\n" + views.map(\.text).joined() }
    }
}
