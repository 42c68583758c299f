import ArgumentParser
import Controller
import Foundation

/// `lessor 0.1.0`.
let productVersion = "0.1.0"

/// Which state directory a command works on.
struct StateOptions: ParsableArguments {
    @Option(
        name: .customLong("state"),
        help: ArgumentHelp(
            "The state directory; LESSOR_STATE, /var/lib/lessor for root or ~/.local/state/lessor by default.",
            valueName: "directory"
        ),
        completion: .directory
    )
    var path: String?

    var directory: StateDirectory {
        path.map(StateDirectory.init(path:))
            ?? .standard(environment: ProcessInfo.processInfo.environment, isRoot: geteuid() == 0)
    }

    func open() throws -> Workspace {
        try Workspace.open(directory, templates: Installation.templates())
    }
}

/// What stands beside this program.
enum Installation {
    /// This program's own file.
    static var executable: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }

    static func templates() throws -> TemplateDirectory {
        try TemplateDirectory.find(environment: ProcessInfo.processInfo.environment, executable: executable)
    }

    /// The agent binary to install on hosts: the one named, else the one beside this program.
    static func agent(_ named: String?) throws -> String {
        let path =
            named ?? ProcessInfo.processInfo.environment["LESSOR_AGENT"]
            ?? URL(fileURLWithPath: executable).deletingLastPathComponent().appendingPathComponent("lessor-agent").path
        guard FileManager.default.isReadableFile(atPath: path) else { throw HostInstallError.agentMissing(path: path) }
        return path
    }
}
