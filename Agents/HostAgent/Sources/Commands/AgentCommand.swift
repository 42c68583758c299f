import Glibc
import Wire

/// The command `lessor-agent`.
package enum AgentCommand: Equatable {
    case run(root: String, foreground: Bool)
    case gate(root: String)
    case version
    case help
    /// Hidden: a server's process before it becomes the server.
    case launch
    /// Hidden: whether servers can have a view of their own.
    case view(root: String)
    /// Hidden: a server's process, where that is an attendant.
    case attend(AttendPlan)

    /// Exit code where another agent has the directory (EX_TEMPFAIL of sysexits.h): trying again may help.
    static let busyCode: Int32 = 75

    /// Runs the command; returns its exit code: 0 done, 1 failed, 64 wrongly called, 75 another agent runs.
    package static func run(arguments: [String]) -> Int32 {
        let command: AgentCommand
        do {
            command = try parse(arguments)
        } catch {
            _ = ByteStream.writeAll(Array("Error: \(error)\n\n\(usage)".utf8), to: 2)
            return 64
        }
        do {
            return try command.execute()
        } catch {
            _ = ByteStream.writeAll(Array("Error: \(error)\n".utf8), to: 2)
            return error.code == EWOULDBLOCK ? busyCode : 1
        }
    }

    static func parse(_ arguments: [String]) throws(AgentError) -> AgentCommand {
        guard let verb = arguments.first else { throw AgentError("No subcommand was given; name one.") }
        let rest = Array(arguments.dropFirst())
        if rest.contains("--help") || rest.contains("-h") { return .help }
        switch verb {
        case "help", "--help", "-h": return .help
        case "version", "--version": return .version
        case "launch" where rest.isEmpty: return .launch
        case "view": return .view(root: try root(rest))
        case "attend":
            guard rest.first == InstancePlan.attendant.last, let plan = AttendPlan(Array(rest.dropFirst())) else {
                throw AgentError("An attendant's arguments are the agent's affair; nobody else starts one.")
            }
            return .attend(plan)
        case "run":
            let foreground = rest.contains("--foreground")
            return .run(root: try root(rest.filter { $0 != "--foreground" }), foreground: foreground)
        case "gate": return .gate(root: try root(rest))
        default: throw AgentError("“\(AgentLog.printable(verb))” is no subcommand; see the usage below.")
        }
    }

    private static func root(_ rest: [String]) throws(AgentError) -> String {
        var path = ""
        if rest.count == 1, rest[0].hasPrefix("--root=") { path = String(rest[0].dropFirst(7)) }
        if rest.count == 2, rest[0] == "--root" { path = rest[1] }
        guard path.hasPrefix("/") else {
            throw AgentError(
                "The agent's directory is missing; give it as --root with an absolute path and nothing else."
            )
        }
        return path
    }
}
