package import Fleet
package import Wire

/// One kind of server as data: how to configure, start, probe and stop it. Read from `Templates/servers/<id>/product.yaml`.
package struct Product: Codable, Equatable, Sendable {
    /// `mumble`; the name of its folder and of its entry in the catalogue.
    package let id: String
    package let title: String
    /// Whether we ran the real program from these templates; nil for no: written from documentation only.
    package let verified: Bool?
    /// What an operator has to accept before it may run; nil where nothing has to be.
    package let licence: Licence?
    package let slots: SlotRange
    package let ports: [PortTemplate]
    /// The kinds of addresses that the program can be told to serve on; nil for all.
    package let addresses: Set<AddressFamily>?
    /// What it shares with all others of its product on a host; nil where each has a program of its own.
    package let instance: InstancePlan?
    /// The program's absolute path, or where it shares an instance ``InstancePlan/attendant``; then its arguments; `{DIR}` stands for the server's directory on its host. They may
    /// hold what ``publicValueNames`` names, which is no secret, and nothing else of the server. One of which nothing is left is left out.
    package let program: [String]
    package let environment: [String: String]?
    package let files: [FileTemplate]
    /// How a later start goes on from what the program saved itself; nil where it finds that without help.
    package let resume: Resume?
    /// How its slots become others while it runs; nil where only a new start brings them.
    package let resize: Resize?
    /// Run once in a fresh directory, before the first start.
    package let prepare: [PrepareTemplate]?
    package let probe: Probe
    package let stop: Stop
    package let cleanExitCodes: [Int32]
    package let restart: Restart
    package let openFiles: Int
    /// What a server may take of its host, where that has systemd, and what is set aside for it there.
    package let limits: Limits
    /// What it asks of its servers' hosts; nil for what `limits` says and nothing else.
    package let placement: PlacementTemplate?
    /// What a client may choose, by key; a template has it as `{{setting_<key>}}`. Everything else is the provider's.
    package let settings: [String: Setting]?
    /// Whether the program takes commands on its standard input, which `lessor server console` then sends it.
    package let console: Bool?
    /// Debian packages that bring the program; named in the remedy where a host lacks it.
    package let packages: [String]
    /// Absolute paths of what the program cannot do without on its host, besides the programs themselves.
    package let needs: [String]?
    /// What a person does to install a program that no package brings whole.
    package let install: String?
    /// What a person has yet to fill in; while there is any, it is not for sale.
    package let gaps: [Gap]?

    package struct Gap: Codable, Equatable, Sendable {
        /// Of product.yaml, or the name of a file beside it.
        package let field: String
        /// What has to be done, in a clause.
        package let what: String
    }

    package struct Licence: Codable, Equatable, Sendable {
        package let title: String
        /// Where it is to be read.
        package let read: String
    }

    package struct Resume: Codable, Equatable, Sendable {
        /// In the server's directory.
        package let folder: String
        /// How the names of saved files end; the newest counts.
        package let suffix: String
        /// After the program's own; `{FILE}` stands for that file.
        package let arguments: [String]
    }

    package struct Resize: Codable, Equatable, Sendable {
        package let by: ResizePlan.Way
        /// Lines for a console; they may hold `{{slots}}` and `{{host_secret}}`.
        package let say: [String]?
        /// What the log shows then, with `{{slots}}`; for a probe that tells no slots.
        package let shows: String?
    }

    package struct SlotRange: Codable, Equatable, Sendable {
        package let min: Int
        package let max: Int

        package var range: ClosedRange<Int> { min...Swift.max(min, max) }
    }

    /// One port: its number is the server's first port plus `offset`.
    package struct PortTemplate: Codable, Equatable, Sendable {
        package let name: String
        package let transport: PortBinding.Transport
        package let offset: Int
    }

    /// One file of the server's directory.
    package struct FileTemplate: Codable, Equatable, Sendable {
        /// How values are escaped in it.
        package enum Format: String, Codable, Sendable, CaseIterable {
            /// Qt's QSettings INI.
            case ini
            /// The command files of the programs that ``ConsoleContentType`` knows.
            case teeworlds, quake3, cube2, bzflag, minetest, armagetron, openttd, freeciv, teamspeak
            /// Java's .properties.
            case properties
        }

        package let path: String
        /// Permission bits as octal text: `"0600"`.
        package let mode: String
        /// The mustache file beside `product.yaml`.
        package let template: String
        package let format: Format
    }

    /// A command of the preparation. `standardInput` may hold secrets; arguments never do.
    package struct PrepareTemplate: Codable, Equatable, Sendable {
        package let arguments: [String]
        package let standardInput: String
    }

    package struct Probe: Codable, Equatable, Sendable {
        package let kind: ProbePlan.Kind
        /// Name of the port to ask, or that an instance is asked for.
        package let port: String
        package let intervalSeconds: Int
        package let timeoutMilliseconds: Int
        package let failures: Int
        /// Path of the file whose lines the probe says before it asks; for `teamspeak3`.
        package let script: String?
    }

    package struct Stop: Codable, Equatable, Sendable {
        package let signal: Int32
        package let graceSeconds: Int
        /// Goes to the program's console instead of the signal.
        package let command: String?
    }

    package struct Limits: Codable, Equatable, Sendable {
        package let memoryMiB: Int
        /// More for each slot.
        package let memoryPerSlotKiB: Int
        /// Of one core: 100 is a whole one.
        package let cpuPercent: Int
        /// Processes and threads.
        package let tasks: Int
    }

    package struct PlacementTemplate: Codable, Equatable, Sendable {
        /// How much of the memory of `limits` a host sets aside for a server: less than 100 sells more than the host has.
        package let memoryPercent: Int?
        /// Labels that a host must have.
        package let labels: Set<HostLabel>?
    }

    /// One thing that a client may choose.
    package struct Setting: Codable, Equatable, Sendable {
        package enum Kind: String, Codable, Sendable, CaseIterable {
            case text, integer, choice
            /// `on` or `off` for a client.
            case toggle
            /// A text that is never shown again; nothing where it is not given.
            case secret
        }

        /// What it is, for a client.
        package let title: String
        package let kind: Kind
        /// As a client would write it; a secret has none.
        package let `default`: String?
        /// The least and the most of an integer.
        package let min: Int?
        package let max: Int?
        /// Most characters of a text or a secret.
        package let length: Int?
        /// All that a choice has.
        package let values: [String]?
        /// What the program's file has for on and off.
        package let on: String?
        package let off: String?
    }

    package struct Restart: Codable, Equatable, Sendable {
        package let attempts: Int
        package let intervalSeconds: Int
        package let delaySeconds: Double
        package let maximumDelaySeconds: Double
    }
}
