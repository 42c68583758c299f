import Controller
import Fleet
import TestSupport
import Testing
import Wire

/// What goes to public lists of servers: nothing unless it is asked for, and then nothing else changes. Rendered only; no program
/// is started.
@Suite struct AnnouncementTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let product: String
        /// What keeps it quiet, of its files and arguments without comments.
        let quiet: [String]
        /// What stands in its place where it is to be announced.
        let loud: [String]
        var settings: [String: String] = [:]
        var secrets: [String: String] = [:]

        var testDescription: String { product }
    }

    static let samples = [
        Sample(product: "armagetron", quiet: ["TALK_TO_MASTER 0"], loud: ["TALK_TO_MASTER 1"]),
        Sample(
            product: "bzflag",
            quiet: [],
            loud: ["-publictitle Name", "-publicaddr 192.0.2.1:20000", "-publickey abc123"],
            secrets: ["listkey": "abc123"]
        ),
        Sample(product: "cube2", quiet: ["updatemaster 0"], loud: ["updatemaster 1"]),
        Sample(product: "freeciv", quiet: [], loud: ["--meta", "--identity=192.0.2.1"]),
        Sample(product: "minetest", quiet: ["server_announce = false"], loud: ["server_announce = true"]),
        Sample(
            product: "mumble",
            quiet: [],
            loud: ["registerPassword=unknown", "registerUrl=\"https://example.com/\""],
            settings: ["website": "https://example.com/"]
        ),
        Sample(
            product: "openarena",
            quiet: ["1", "set sv_master1 \"\""],
            loud: ["2", "set sv_master1 dpmaster.deathmask.net"]
        ),
        Sample(product: "openttd", quiet: ["server_game_type = local"], loud: ["server_game_type = public"]),
        Sample(product: "source", quiet: ["-nomaster"], loud: []),
        Sample(
            product: "teamspeak3",
            quiet: [
                "serveredit virtualserver_maxclients=6 virtualserver_reserved_slots=0 virtualserver_weblist_enabled=0"
            ],
            loud: [
                "serveredit virtualserver_maxclients=6 virtualserver_reserved_slots=0 virtualserver_weblist_enabled=1"
            ]
        ),
        Sample(product: "teeworlds", quiet: ["sv_register 0"], loud: ["sv_register 1"]),
    ]

    private static func shelf() throws -> ProductShelf {
        try ProductShelf.load("\(Repository.templates)/servers").accepting(["minecraft", "teamspeak3"])
    }

    /// Arguments, and the lines of files without comments.
    private func lines(of sample: Sample, announce: String?) throws -> [String] {
        let template = try Self.shelf().template(sample.product)
        var settings = sample.settings
        settings["announce"] = announce
        try template.check(settings)
        let program = try template.render(
            slots: 6,
            address: "192.0.2.1",
            ports: template.product.ports.map {
                PortBinding(name: $0.name, transport: $0.transport, number: 20_000 + $0.offset)
            },
            name: "Name",
            password: "pass",
            hostSecret: "unknown",
            settings: settings,
            secrets: sample.secrets
        )
        #expect(!program.arguments.contains { $0.isEmpty || $0.contains("{{") })
        let text = program.files.flatMap { $0.text.split(separator: "\n") }.map(String.init)
        return program.arguments + text.filter { line in !["#", ";", "//"].contains { line.hasPrefix($0) } }
    }

    @Test func `every product has the setting, but for those whose programs have no list`() throws {
        let having = try Self.shelf().all.filter { $0.settings?["announce"]?.default == "off" }.map(\.id)
        #expect(having.sorted() == Self.samples.map(\.product))
        #expect(try Set(Self.shelf().ids).subtracting(having) == ["minecraft"])
    }

    @Test(arguments: samples) func `nothing is announced unless it is asked for, and then nothing else changes`(
        sample: Sample
    ) throws {
        let usual = try lines(of: sample, announce: nil)
        #expect(try lines(of: sample, announce: "off") == usual)
        let asked = try lines(of: sample, announce: "on")
        let difference = asked.difference(from: usual)
        #expect(difference.removals.map(\.line) == sample.quiet)
        #expect(difference.insertions.map(\.line) == sample.loud)
    }

    @Test func `what a list needs is with the program only where it is to be announced`() throws {
        for sample in Self.samples {
            let usual = try lines(of: sample, announce: nil).joined(separator: "\n")
            for secret in sample.secrets.values { #expect(!usual.contains(secret)) }
        }
        let mumble = try #require(Self.samples.first { $0.product == "mumble" })
        #expect(
            try !lines(of: mumble, announce: nil).contains { $0.hasPrefix("register") && $0 != "registerName=Name" }
        )
    }
}

extension CollectionDifference<String>.Change {
    fileprivate var line: String {
        switch self {
        case .insert(_, let line, _), .remove(_, let line, _): line
        }
    }
}
