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

    package init(id: String, generation: Int64, state: State, program: Program?) {
        self.id = id
        self.generation = generation
        self.state = state
        self.program = program
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
        limits: ProgramLimits? = nil
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

        /// Of the port that it asks.
        package var transport: PortBinding.Transport { self == .bzflag ? .tcp : .udp }
    }

    package let kind: Kind
    /// Name of the port to ask.
    package let port: String
    package let intervalSeconds: Int
    package let timeoutMilliseconds: Int
    /// Unanswered probes in a row before the server counts as down.
    package let failures: Int

    package init(kind: Kind, port: String, intervalSeconds: Int, timeoutMilliseconds: Int, failures: Int) {
        self.kind = kind
        self.port = port
        self.intervalSeconds = intervalSeconds
        self.timeoutMilliseconds = timeoutMilliseconds
        self.failures = failures
    }
}

/// How to stop the server: this signal, then SIGKILL after the grace.
package struct StopPlan: Codable, Equatable, Sendable {
    package let signal: Int32
    package let graceSeconds: Int

    package init(signal: Int32, graceSeconds: Int) {
        self.signal = signal
        self.graceSeconds = graceSeconds
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
