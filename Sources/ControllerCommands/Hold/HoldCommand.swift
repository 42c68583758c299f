import ArgumentParser

struct HoldCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold",
        abstract:
            "Stop servers for security, maintenance, conduct, an authority or doubtful data, and lift that (7.5, 8).",
        discussion:
            "Example: lessor hold place S-1001 --cause maintenance --reference M-12 --reason 'new disk' --from '2026-03-02 03:00'",
        subcommands: [
            HoldListCommand.self, HoldPlaceCommand.self, HoldLiftCommand.self,
        ],
        defaultSubcommand: HoldListCommand.self
    )
}
