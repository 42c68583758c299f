package import ArgumentParser
import Contract
import Controller
import Foundation
import Store

/// Records every command that may change something, or that reads personal data, before it runs (R12.2-01).
///
/// Only the command and what it is about are kept, never its other arguments: names and addresses may stand in them.
package enum OperatorLog {
    /// Verbs that only read what is no personal data.
    private static let readers: Set<String> = [
        "list", "show", "explain", "plan", "status", "verify", "balances", "journal", "actions", "prices", "check",
        "export", "diff", "moves",
    ]

    /// Whether a command, by its path below `lessor`, leaves an entry.
    package static func keeps(_ path: [String]) -> Bool {
        // `status serve` shows what `status` shows.
        guard let verb = path.last, path.first != "status" else { return false }
        return path.contains("data") || !readers.contains(verb)
    }

    /// Every command with its path, in the order of the help.
    package static func commands(
        below command: any ParsableCommand.Type = LessorCommand.self,
        path: [String] = []
    ) -> [(path: [String], type: any ParsableCommand.Type)] {
        let subcommands = command.configuration.subcommands
        guard !subcommands.isEmpty else { return [(path, command)] }
        return subcommands.flatMap { commands(below: $0, path: path + [name(of: $0)]) }
    }

    private static func name(of command: any ParsableCommand.Type) -> String {
        command.configuration.commandName ?? String(describing: command)
    }

    /// Notes a parsed command in the books that it works on. A state that does not exist yet, or that cannot be opened, has
    /// no record to write to: the command says so itself.
    static func note(_ command: any ParsableCommand) throws {
        guard let path = commands().first(where: { $0.type == type(of: command) })?.path, keeps(path),
            let state = parts(of: command).compactMap({ ($0 as? OptionGroup<StateOptions>)?.wrappedValue }).first,
            let store = try? Store.open(at: state.directory.database)
        else { return }
        try store.noteAction(
            path.joined(separator: " "),
            about: subject(of: command, path),
            by: NSUserName(),
            at: try TimeSource(of: store).now()
        )
    }

    private static func subject(of command: any ParsableCommand, _ path: [String]) -> String? {
        for part in parts(of: command) {
            switch part {
            case let account as Argument<AccountID>: return account.wrappedValue.description
            case let subscription as Argument<SubscriptionID>: return subscription.wrappedValue.description
            case let target as OptionGroup<IncidentTarget>: return target.wrappedValue.subject
            case let server as Argument<ServerID>: return server.wrappedValue.description
            case let names as Argument<[String]> where path.first == "host" && !names.wrappedValue.isEmpty:
                return names.wrappedValue.joined(separator: " ")
            case let name as Argument<String> where path.first == "host" || path.first == "majeure":
                return name.wrappedValue
            default: continue
            }
        }
        return nil
    }

    /// The arguments and option groups of a command, those within groups too.
    private static func parts(of arguments: Any) -> [Any] {
        Mirror(reflecting: arguments).children.flatMap { child in
            [child.value] + ((child.value as? any ArgumentGroup).map { parts(of: $0.members) } ?? [])
        }
    }
}

/// An option group, whatever is in it.
private protocol ArgumentGroup {
    var members: any ParsableArguments { get }
}

extension OptionGroup: ArgumentGroup {
    fileprivate var members: any ParsableArguments { wrappedValue }
}
