import ArgumentParser
import ControllerCommands
import Testing

/// What an operator can do at all, read from the command itself.
@Suite struct CommandTreeTests {
    /// Every command by its path: `payment credit`.
    private static func paths(_ command: any ParsableCommand.Type, under path: String = "") -> [String] {
        let configuration = command.configuration
        let here = path.isEmpty ? (configuration.commandName ?? "") : "\(path) \(configuration.commandName ?? "")"
        return [here] + configuration.subcommands.flatMap { paths($0, under: here) }
    }

    @Test
    func `R6.6-06 R6.8-04 R6.12-07 the only command that brings money back to a client is the refund of 7.9 by hand`() {
        let paths = Self.paths(LessorCommand.self)
        #expect(paths.count > 40)
        let payouts = paths.filter { path in
            ["refund", "payout", "pay-back", "withdraw", "cash", "reimburse", "chargeback"].contains {
                path.contains($0)
            }
        }
        #expect(payouts == ["lessor payment pay-back"])
    }

    @Test func `R6.6-07 R6.12-08 no command moves money or points from one client to another`() {
        let verbs = Self.paths(LessorCommand.self).flatMap { $0.split(separator: " ").dropFirst() }
        for word in ["transfer", "move", "give-to", "send", "merge"] { #expect(!verbs.contains { $0 == word }) }
    }
}
