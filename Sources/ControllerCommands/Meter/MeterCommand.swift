import ArgumentParser

struct MeterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meter",
        abstract: "What each server's month was, to the second: uptime by class, slots sold and online, and players.",
        discussion: "Example: lessor meter uptime --month 2026-10 --format csv > uptime.csv",
        subcommands: [MeterUptimeCommand.self, MeterSlotsCommand.self, MeterPlayersCommand.self],
        defaultSubcommand: MeterUptimeCommand.self
    )
}
