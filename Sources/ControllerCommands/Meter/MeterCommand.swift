import ArgumentParser

struct MeterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meter",
        abstract: "What each server's month was, to the second: uptime by class, and slots sold and online.",
        discussion: "Example: lessor meter uptime --month 2026-10 --format csv > uptime.csv",
        subcommands: [MeterUptimeCommand.self, MeterSlotsCommand.self],
        defaultSubcommand: MeterUptimeCommand.self
    )
}
