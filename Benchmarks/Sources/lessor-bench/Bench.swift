import ArgumentParser

/// Measures the contract core and the durable sweep beside the plainest program that does the same work.
@main
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lessor-bench",
        abstract: "Measures Lessor beside plain loops and raw SQLite.",
        subcommands: [ContractCommand.self, SweepCommand.self, MeterCommand.self]
    )
}
