import Contract
import Controller
import Store

/// Prints what became of an incident that was told of several services, and fails where one refused.
struct IncidentReport {
    let output: OutputOptions
    let workspace: Workspace

    func print(_ told: ToldIncident, title: String) throws {
        if told.steps.isEmpty, told.refusals.count == 1 { throw StoreError.refused(told.refusals[0]) }
        let title = "\(title), \(counted(told.steps.count, "service"))"
        try StepsReport(output: output, workspace: workspace).print(told.steps, title: title)
        guard !told.refusals.isEmpty else { return }
        let sentences = told.refusals.map { "\($0)" }.joined(separator: " ")
        throw CommandFailure(description: "\(counted(told.refusals.count, "service")) refused: \(sentences)")
    }
}
