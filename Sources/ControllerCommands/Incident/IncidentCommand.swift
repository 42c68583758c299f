import ArgumentParser

struct IncidentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incident",
        abstract: "Interruptions of a service: measured or declared, what they are due to, and damages (4, 7.9).",
        discussion: "Example: lessor incident list S-1001",
        subcommands: [
            IncidentListCommand.self, IncidentShowCommand.self, IncidentClassifyCommand.self,
            IncidentDeclareCommand.self, IncidentCloseCommand.self,
            IncidentDamagesCommand.self,
        ]
    )
}
