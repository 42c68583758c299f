import ArgumentParser

/// Measures what Lessor does most beside the plainest program that does the same work.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lessor-bench",
        abstract: "Measures Lessor beside plain loops and raw SQLite.",
        subcommands: [
            ContractCommand.self, SweepCommand.self, PlaceCommand.self, MeterCommand.self, FleetCommand.self,
            SessionsCommand.self,
            StandInCommand.self,
        ]
    )
}
