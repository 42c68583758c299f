package import Fleet
import Wire

/// The steps that make a surveyed machine a host. Pure: values in, commands out; safe to run again.
package struct HostInstallPlan: Equatable, Sendable {
    /// How much the login may do.
    package enum Mode: String, Equatable, Sendable, CaseIterable {
        /// The agent lives under the login's home and runs every server as that user.
        case user
        /// The agent runs as root, the gate as its own user, every server as a user of its own.
        case system
    }

    package enum Step: Equatable, Sendable {
        /// A shell script for the login, as root where `privileged`.
        case run(title: String, script: String, privileged: Bool)
        /// Copies the agent binary to this path.
        case uploadAgent(title: String, path: String)

        package var title: String {
            switch self {
            case .run(let title, _, _), .uploadAgent(let title, _): title
            }
        }
    }

    package let mode: Mode
    /// The agent's directory on the host.
    package let root: String
    /// The login that the controller's key opens from now on.
    package let gateUser: String
    /// What the machine has; nil where it does not say.
    package let memory: Memory?
    package let steps: [Step]

    static let systemRoot = "/var/lib/lessor-agent"
    static let systemUser = "lessor"
    /// First user id for servers; above the ids that Debian gives to people and services (1000 to 59999 are shared).
    static let systemServerUserID: UInt32 = 100_000

    /// A root agent outside the system's own place may have others beside it on the same machine, whose servers have the same
    /// numbers: each controller has a block of ids to itself there.
    static func privateServerUserID(_ instance: String, _ host: String) -> UInt32 {
        let hash = "\(instance)/\(host)".utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return 1_000_000_000 + hash % 10_000 * 100_000
    }

    /// Plans the installation. `configuration` is given the ids that only the host knows by the script itself.
    package init(
        survey: HostSurvey,
        mode: Mode,
        root: String?,
        host: String,
        labClock: Bool,
        programs: [String],
        files: [String],
        controllerKey: String,
        instance: String,
        takesOver: Bool,
        agentBytes: Int
    ) {
        self.mode = mode
        memory = survey.memory
        // Nobody but root passes through root's home, and a root agent's servers have users of their own.
        let root = root ?? (mode == .system || survey.userID == 0 ? Self.systemRoot : survey.home + "/lessor-agent")
        self.root = root
        gateUser = mode == .system ? Self.systemUser : survey.user
        let script = HostScripts(
            root: root,
            host: host,
            labClock: labClock,
            programs: programs,
            files: files,
            keyLine: Self.authorizedKey(root: root, controllerKey: controllerKey, instance: instance),
            keyMark: Self.mark(instance),
            instance: instance,
            takesOver: takesOver,
            agentBytes: agentBytes,
            firstServerUserID: mode == .system
                ? Self.systemServerUserID : survey.userID == 0 ? Self.privateServerUserID(instance, host) : nil
        )
        // Where only the login can write: a name in a shared folder could be somebody else's file.
        let staging =
            mode == .system ? survey.home + "/.lessor-agent.\(instance.prefix(8)).new" : root + "/bin/lessor-agent.new"
        let privileged = mode == .system
        var steps: [Step] = [
            .run(
                title: mode == .system ? "make user and directories" : "make directories",
                script: mode == .system ? script.systemDirectories : script.userDirectories,
                privileged: privileged
            ),
            .uploadAgent(title: "upload the agent", path: staging),
            .run(title: "put the agent in place", script: script.placeAgent(from: staging), privileged: privileged),
            .run(
                title: "write its configuration",
                script: mode == .system ? script.systemConfiguration : script.userConfiguration,
                privileged: privileged
            ),
            .run(
                title: "install the forced command",
                script: mode == .system ? script.systemKey : script.userKey,
                privileged: privileged
            ),
        ]
        if mode == .system {
            steps.append(
                .run(
                    title: survey.runsSystemd ? "install and start the unit" : "start the agent",
                    script: survey.runsSystemd ? script.systemdUnit : script.startDaemon,
                    privileged: true
                )
            )
        } else {
            steps.append(.run(title: "stop an agent of before", script: script.stopDaemon, privileged: false))
        }
        self.steps = steps
    }

    /// One line of authorized_keys: this key opens the gate and nothing else (DESIGN section 7).
    static func authorizedKey(root: String, controllerKey: String, instance: String) -> String {
        let words = controllerKey.split(separator: " ").prefix(2).joined(separator: " ")
        return #"restrict,command="\#(root)/bin/lessor-agent gate --root \#(root)" \#(words) \#(mark(instance))"#
    }

    /// The comment by which a later run finds its own line.
    static func mark(_ instance: String) -> String { "lessor-controller-\(instance)" }
}
