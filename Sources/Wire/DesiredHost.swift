/// The whole desired state of one host. Servers that it does not name are left as they are.
package struct DesiredHost: Codable, Equatable, Sendable {
    package let servers: [DesiredServer]

    package init(servers: [DesiredServer]) {
        self.servers = servers
    }
}

/// What one server must be. A lower generation than one already seen is refused.
package struct DesiredServer: Codable, Equatable, Sendable {
    package enum State: String, Codable, Sendable {
        case running
        /// Process gone, files kept.
        case stopped
        /// Process gone, port unbound, directory erased.
        case absent
    }

    /// `srv-1001`: letters, digits and hyphens; also the name of its directory.
    package let id: String
    package let generation: Int64
    package let state: State
    /// How to run it; needed for `running`, kept from before otherwise.
    package let program: Program?
    /// For `absent`: so many seconds its directory is kept aside before it is erased, and absent only then. Nil for none; an
    /// agent that does not know of it erases at once.
    package let keptAsideSeconds: Int64?

    package init(id: String, generation: Int64, state: State, program: Program?, keptAsideSeconds: Int64? = nil) {
        self.id = id
        self.generation = generation
        self.state = state
        self.program = program
        self.keptAsideSeconds = keptAsideSeconds
    }
}

/// How to configure, start, probe and stop one server: a product template, rendered.
package struct Program: Codable, Equatable, Sendable {
    package let slots: Int
    /// The address to bind, in numbers.
    package let address: String
    package let ports: [PortBinding]
    /// The program's absolute path, then its arguments. `{DIR}` stands for the server's directory.
    package let arguments: [String]
    package let environment: [String: String]
    package let files: [RenderedFile]
    /// Run once, before the first start in a fresh directory.
    package let prepare: [PrepareStep]
    package let probe: ProbePlan
    package let stop: StopPlan
    /// Exit codes that are not a crash when the stop was asked for.
    package let cleanExitCodes: [Int32]
    package let restart: RestartPlan
    /// Most open files for the process.
    package let openFiles: Int
    /// How often an operator had it restarted; another number is another process. Nil for never.
    package let restarts: Int?
    /// Whether it takes commands on its standard input. Nil for no.
    package let console: Bool?
    /// Kept to where the host has systemd; another limit takes hold at the next start. Nil for none.
    package let limits: ProgramLimits?
    /// How to go on from what it saved itself. Nil where it finds that by itself.
    package let resume: ResumePlan?
    /// How its slots become others. Nil where every change is a new start.
    package let resize: ResizePlan?
    /// What it shares with all others of its product on the host. Nil where it has a program of its own.
    package let instance: InstancePlan?

    package init(
        slots: Int,
        address: String,
        ports: [PortBinding],
        arguments: [String],
        environment: [String: String],
        files: [RenderedFile],
        prepare: [PrepareStep],
        probe: ProbePlan,
        stop: StopPlan,
        cleanExitCodes: [Int32],
        restart: RestartPlan,
        openFiles: Int,
        restarts: Int? = nil,
        console: Bool? = nil,
        limits: ProgramLimits? = nil,
        resume: ResumePlan? = nil,
        resize: ResizePlan? = nil,
        instance: InstancePlan? = nil
    ) {
        self.slots = slots
        self.address = address
        self.ports = ports
        self.arguments = arguments
        self.environment = environment
        self.files = files
        self.prepare = prepare
        self.probe = probe
        self.stop = stop
        self.cleanExitCodes = cleanExitCodes
        self.restart = restart
        self.openFiles = openFiles
        self.restarts = restarts
        self.console = console
        self.limits = limits
        self.resume = resume
        self.resize = resize
        self.instance = instance
    }
}

/// One port of a server: its role in the product, its transport and its number.
package struct PortBinding: Codable, Hashable, Sendable {
    package enum Transport: String, Codable, Sendable, CaseIterable { case udp, tcp }
    /// The role in the template: `voice`, `query`.
    package let name: String
    package let transport: Transport
    package let number: Int

    package init(name: String, transport: Transport, number: Int) {
        self.name = name
        self.transport = transport
        self.number = number
    }
}

/// A configuration file, rewritten before every start. `{DIR}` in the text stands for the server's directory.
package struct RenderedFile: Codable, Equatable, Sendable {
    /// Relative to the server's directory; without `..`.
    package let path: String
    /// Permission bits, 0o600 for anything with a secret.
    package let mode: Int
    package let text: String

    package init(path: String, mode: Int, text: String) {
        self.path = path
        self.mode = mode
        self.text = text
    }
}

/// A command that prepares a fresh directory; its standard input may hold a secret, its arguments never.
package struct PrepareStep: Codable, Equatable, Sendable {
    package let arguments: [String]
    package let standardInput: String

    package init(arguments: [String], standardInput: String) {
        self.arguments = arguments
        self.standardInput = standardInput
    }
}

/// How to ask the server whether it serves, as a player would.
package struct ProbePlan: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// Mumble's UDP ping: 12 bytes out, 24 back.
        case mumble
        /// Teeworlds 0.7: a token, then the info.
        case teeworlds
        /// `getstatus` of Quake 3 and all that descends from it.
        case quake3
        /// Cube 2 (Sauerbraten), on the port after the game's.
        case cube2
        /// Armagetron Advanced.
        case armagetron
        /// BZFlag's query, over TCP.
        case bzflag
        /// Minetest's greeting: tells neither players nor slots.
        case minetest
        /// OpenTTD's game info, over TCP.
        case openttd
        /// A greeting that a Freeciv server turns away: tells neither players nor slots.
        case freeciv
        /// A2S_INFO of the Source engine and all that answers as it does.
        case source
        /// Server List Ping of Minecraft's Java edition, over TCP.
        case minecraft
        /// ServerQuery of the TeamSpeak 3 instance that has the server, over TCP; it says a script first.
        case teamspeak3

        /// Whether it asks an instance for the server, and not a port of its own.
        package var asksInstance: Bool { self == .teamspeak3 }

        /// Of the server's port that it is about.
        package var portTransport: PortBinding.Transport { asksInstance ? .udp : transport }

        /// Of what it asks.
        package var transport: PortBinding.Transport {
            switch self {
            case .bzflag, .openttd, .freeciv, .minecraft, .teamspeak3: .tcp
            case .mumble, .teeworlds, .quake3, .cube2, .armagetron, .minetest, .source: .udp
            }
        }

        /// Whether its answers tell the slots.
        package var tellsSlots: Bool { self != .minetest && self != .freeciv }
    }

    package let kind: Kind
    /// Name of the port to ask, or of the one that an instance is asked for.
    package let port: String
    package let intervalSeconds: Int
    package let timeoutMilliseconds: Int
    /// Unanswered probes in a row before the server counts as down.
    package let failures: Int
    /// The one of the program's files whose lines the probe says: those that settle what the program reads from no file. Nil
    /// where the kind needs none.
    package let script: String?

    package init(
        kind: Kind,
        port: String,
        intervalSeconds: Int,
        timeoutMilliseconds: Int,
        failures: Int,
        script: String? = nil
    ) {
        self.kind = kind
        self.port = port
        self.intervalSeconds = intervalSeconds
        self.timeoutMilliseconds = timeoutMilliseconds
        self.failures = failures
        self.script = script
    }
}

/// How to stop the server: this command or signal, then SIGKILL after the grace.
package struct StopPlan: Codable, Equatable, Sendable {
    package let signal: Int32
    package let graceSeconds: Int
    /// Goes to the program's console instead of the signal, where that takes it. Nil for none.
    package let command: String?

    package init(signal: Int32, graceSeconds: Int, command: String? = nil) {
        self.signal = signal
        self.graceSeconds = graceSeconds
        self.command = command
    }
}

/// Arguments for a start that goes on from the newest file that the program has saved in a folder.
package struct ResumePlan: Codable, Equatable, Sendable {
    /// In the server's directory.
    package let folder: String
    /// How the names of saved files end.
    package let suffix: String
    /// After the program's own, when there is such a file; `{FILE}` stands for it.
    package let arguments: [String]

    package init(folder: String, suffix: String, arguments: [String]) {
        self.folder = folder
        self.suffix = suffix
        self.arguments = arguments
    }
}

/// When to start a crashed server again: `attempts` within `intervalSeconds`, waiting longer each time.
package struct RestartPlan: Codable, Equatable, Sendable {
    package let attempts: Int
    package let intervalSeconds: Int
    /// First wait; doubled at each attempt, with jitter, up to `maximumDelaySeconds`.
    package let delaySeconds: Double
    package let maximumDelaySeconds: Double

    package init(attempts: Int, intervalSeconds: Int, delaySeconds: Double, maximumDelaySeconds: Double) {
        self.attempts = attempts
        self.intervalSeconds = intervalSeconds
        self.delaySeconds = delaySeconds
        self.maximumDelaySeconds = maximumDelaySeconds
    }
}
