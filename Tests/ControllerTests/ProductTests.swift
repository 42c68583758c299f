import Controller
import Fleet
import Foundation
import TestSupport
import Testing
import Wire

@Suite struct ProductTests {
    private static let folder = "\(Repository.templates)/servers"

    private func mumble() throws -> ProductTemplate { try ProductShelf.load(Self.folder).template("mumble") }

    private func render(
        slots: Int = 10,
        address: String = "127.0.0.2",
        ports: [PortBinding] = .mumble(20_000),
        name: String = "Test",
        password: String = "pä\"ss",
        hostSecret: String = "unknown"
    ) throws -> Program {
        try mumble().render(
            slots: slots,
            address: address,
            ports: ports,
            name: name,
            password: password,
            hostSecret: hostSecret
        )
    }

    @Test func `the shipped shelf holds mumble and names its program`() throws {
        let shelf = try ProductShelf.load(Self.folder)
        #expect(shelf.ids.contains("mumble"))
        #expect(shelf.programs.contains("/usr/sbin/murmurd"))
        let product = try shelf.template("mumble").product
        #expect(product.packages == ["mumble-server"])
        #expect(product.slots.range == 5...500)
        #expect(throws: ProductError.unknownProduct("quake", known: shelf.ids)) { try shelf.template("quake") }
    }

    @Test func `only Mumble was seen to serve on IPv6, and all others are given IPv4 alone`() throws {
        for product in try ProductShelf.load(Self.folder).all {
            let families: Set<AddressFamily> = product.id == "mumble" ? [.ipv4, .ipv6] : [.ipv4]
            #expect(product.placementRules.families == families, "\(product.id)")
        }
    }

    @Test func `a rendered program says everything the agent needs`() throws {
        let program = try render()
        #expect(program.arguments == ["/usr/sbin/murmurd", "-fg", "-ini", "{DIR}/murmur.ini"])
        #expect(program.slots == 10 && program.address == "127.0.0.2" && program.ports == .mumble(20_000))
        let plan = ProbePlan(kind: .mumble, port: "voice", intervalSeconds: 5, timeoutMilliseconds: 500, failures: 3)
        #expect(program.probe == plan)
        #expect(program.stop == StopPlan(signal: 15, graceSeconds: 10))
        #expect(program.cleanExitCodes == [0])
        let restart = RestartPlan(attempts: 5, intervalSeconds: 60, delaySeconds: 0.2, maximumDelaySeconds: 10)
        #expect(program.restart == restart)
        #expect(program.files.map(\.path) == ["murmur.ini"])
    }

    @Test func `R12.4-02 secrets are in standard input and 0600 files only`() throws {
        let program = try render(password: "s3cret-word")
        #expect(program.prepare.map(\.standardInput) == ["s3cret-word\n"])
        #expect(program.files.allSatisfy { $0.mode == 0o600 })
        let visible = program.arguments + program.prepare.flatMap(\.arguments) + program.environment.values
        #expect(!visible.contains { $0.contains("s3cret-word") })
    }

    @Test func `what the product cannot do is refused with what it can`() throws {
        for slots in [4, 501, 0, -3] {
            #expect(throws: ProductError.slotsOutOfRange(product: "mumble", slots: slots, range: 5...500)) {
                try render(slots: slots)
            }
        }
        let apart = [PortBinding.voice(20_000), PortBinding(name: "control", transport: .tcp, number: 20_001)]
        for ports in [[], [.voice(1)], apart, .mumble(0), .mumble(70_000), .mumble(5) + .mumble(5)] as [[PortBinding]] {
            let error = #expect(throws: ProductError.self) { try render(ports: ports) }
            #expect(error?.description.contains("voice (udp, first port + 0)") == true)
        }
        for address in ["", "localhost", "127.0.0.1\nport=1", "::1 "] {
            #expect(throws: ProductError.self) { try render(address: address) }
        }
        for secret in ["", "a\nb", "a\0b"] {
            #expect(throws: ProductError.self) { try render(password: secret) }
            #expect(throws: ProductError.self) { try render(hostSecret: secret) }
        }
        #expect(throws: ProductError.self) { try render(name: String(repeating: "x", count: 201)) }
    }

    @Test(arguments: [
        ("slots: {min: 5,", "slots: {min: 600,", "slots must"),
        ("slots: {min: 5,", "slots: {", "slots.min is missing (line 4)"),
        ("transport: tcp", "transport: sctp", "ports[1].transport"), ("offset: 0}", "offset: zero}", "ports[0].offset"),
        ("name: control", "name: voice", "ports names one port twice"),
        ("[/usr/sbin/murmurd, -fg", "[murmurd, -fg", "program must"),
        ("-readsupw]", "-supw, \"{{password}}\"]", "in its arguments"),
        ("\"0600\"", "\"0644\"", "or less, since it may hold a secret (line 15)"),
        ("path: murmur.ini", "path: ../murmur.ini", "files[0].path"), ("format: ini", "format: xml", "files[0].format"),
        ("port: voice", "port: query", "probe.port"), ("kind: mumble", "kind: quake", "probe.kind"),
        ("kind: mumble", "kind: bzflag", "probe.port is not the name of one of the tcp ports (line 23)"),
        ("kind: mumble", "kind: [", "not YAML"),
        ("timeoutMilliseconds: 500", "timeoutMilliseconds: 0", "probe.timeoutMilliseconds"),
        ("signal: 15", "signal: 0", "stop.signal"),
        ("graceSeconds: 10", "graceSecond: 10", "stop.graceSeconds is missing"),
        ("delaySeconds: 0.2", "delaySeconds: 20", "restart.delaySeconds"),
        ("openFiles: 4096", "openFiles: 4", "openFiles"),
        ("graceSeconds: 10}", "graceSeconds: 10, command: quit}", "stop.command must be one line"),
        (
            "openFiles: 4096", "resume: {folder: ../x, suffix: s, arguments: []}\nopenFiles: 4096",
            "resume needs a folder"
        ),
        ("kind: mumble, port", "kind: mumble, script: murmur.ini, port", "probe.script must be the path of one of"),
        (
            "verified: true", "verified: true\ngaps: [{field: limits, what: say them}]",
            "taken out of it: limits: say them"
        ),
        ("title:", "colour: red\ntitle:", "the field colour is not known; correct or remove it (line 2)"),
        ("id: mumble", "id: voice", "id is voice"),
        ("template: murmur.ini.mustache", "template: other.mustache", "other.mustache cannot be read"),
    ])
    func `a damaged product names file and field`(from: String, to: String, expected: String) throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: "\(Self.folder)/mumble", toPath: "\(folder.path)/mumble")
        let text = try String(contentsOfFile: "\(folder.path)/mumble/product.yaml", encoding: .utf8)
        #expect(text.contains(from), "\(from)")
        _ = try folder.write(text.replacing(from, with: to, maxReplacements: 1), to: "mumble/product.yaml")
        let error = #expect(throws: ProductError.self) { try ProductShelf.load(folder.path) }
        let sentence = try #require(error?.description)
        #expect(sentence.contains(expected) && sentence.contains("\(folder.path)/mumble"), "\(sentence)")
    }

    @Test(arguments: [("{{slots}}", "{{{slots}}}", "does not escape"), ("{{slots}}", "{{slots", "mustache")])
    func `a template that could be broken out of is refused`(from: String, to: String, expected: String) throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: "\(Self.folder)/mumble", toPath: "\(folder.path)/mumble")
        let text = try String(contentsOfFile: "\(folder.path)/mumble/murmur.ini.mustache", encoding: .utf8)
        _ = try folder.write(text.replacing(from, with: to), to: "mumble/murmur.ini.mustache")
        let error = #expect(throws: ProductError.self) { try ProductShelf.load(folder.path) }
        #expect(error?.description.contains(expected) == true)
    }

    @Test func `a template that asks for an unknown value is refused`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: "\(Self.folder)/mumble", toPath: "\(folder.path)/mumble")
        _ = try folder.write("users={{slot}}\n", to: "mumble/murmur.ini.mustache")
        let template = try ProductShelf.load(folder.path).template("mumble")
        let error = #expect(throws: ProductError.self) {
            try template.render(
                slots: 5,
                address: "127.0.0.1",
                ports: .mumble(9),
                name: "x",
                password: "y",
                hostSecret: "z"
            )
        }
        #expect(error?.description.contains("{{slot}}") == true)
    }

    @Test func `a client's choices are checked, escaped, and fall back to what the product takes`() throws {
        let template = try ProductShelf.load(Self.folder).template("teeworlds")
        let ports = [PortBinding(name: "game", transport: .udp, number: 8303)]
        func file(_ settings: [String: String]) throws -> String {
            let program = try template.render(
                slots: 6,
                address: "127.0.0.2",
                ports: ports,
                name: "N",
                password: "p",
                hostSecret: "z",
                settings: settings
            )
            return try #require(program.files.last { $0.path == "server.cfg" }).text
        }
        #expect(try file([:]).contains("sv_map dm1\n"))
        #expect(try file(["map": "ctf5", "welcome": "a\"; rcon \\"]).contains("sv_map ctf5\n"))
        #expect(try file(["map": "ctf5", "welcome": "a\"; rcon \\"]).contains(#"sv_motd "a\"; rcon \\""#))
        // A map that is not sold any more must not keep a server down.
        #expect(try file(["map": "sold no more", "unknown": "x"]).contains("sv_map dm1\n"))
        for (choice, sentence) in [
            (["map": "dm4"], "must be one of dm1, dm2"), (["scorelimit": "1.5"], "whole number from 0 to 1000"),
            (["welcome": "a\nb"], "in one line"), (["sv_port": "1"], "has no setting sv_port"),
        ] {
            let error = #expect(throws: ProductError.self) { try template.check(choice) }
            #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
        }
    }

    @Test(arguments: [
        (
            "welcome: {title: Shown to who comes in, kind: text, length: 500", "welcome: {title: W, kind: text",
            "a length of 1 or more"
        ),
        ("min: 16000, max: 130000", "min: 16000", "a min that is not above its max"),
        ("default: \"72000\"", "default: \"7\"", "must be a whole number from 16000 to 130000"),
        ("kind: integer, min: 16000, max: 130000", "kind: choice", "needs values"),
        ("kind: integer, min: 16000, max: 130000", "kind: toggle, on: \"1\"", "needs on and off"),
        ("  bandwidth:", "  name:", "is no key"),
        (", default: \"72000\"", "", "needs a default"),
        ("kind: secret, length: 32", "kind: secret", "a length of 1 or more"),
        ("kind: secret, length: 32", "kind: secret, length: 32, default: x", "must not be there"),
    ])
    func `a setting that nobody could choose is refused`(from: String, to: String, sentence: String) throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: "\(Self.folder)/mumble", toPath: "\(folder.path)/mumble")
        let text = try String(contentsOfFile: "\(Self.folder)/mumble/product.yaml", encoding: .utf8)
        #expect(text.contains(from))
        _ = try folder.write(text.replacing(from, with: to), to: "mumble/product.yaml")
        let error = #expect(throws: ProductError.self) { try ProductShelf.load(folder.path) }
        #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
    }

    @Test func `a secret is in the files where it is given, and nowhere else`() throws {
        let template = try ProductShelf.load(Self.folder).template("mumble")
        func program(_ secrets: [String: String]) throws -> Program {
            try template.render(
                slots: 5,
                address: "127.0.0.1",
                ports: .mumble(9),
                name: "x",
                password: "y",
                hostSecret: "z",
                secrets: secrets
            )
        }
        let (without, with) = (try program([:]), try program(["joinpassword": "unheard_of"]))
        #expect(!without.files.contains { $0.text.contains("serverpassword") })
        #expect(with.files.contains { $0.text.contains("\nserverpassword=unheard_of\n") && $0.mode == 0o600 })
        #expect(
            !(with.arguments + with.environment.values + with.prepare.flatMap(\.arguments)).contains {
                $0.contains("unheard")
            }
        )
        #expect(throws: ProductError.self) { try template.check(["joinpassword": "unheard_of"]) }
        for value in ["", "a b", "é", "a\"", String(repeating: "a", count: 33)] {
            let error = #expect(throws: ProductError.self) { try template.check(secret: value, for: "joinpassword") }
            #expect(value.count < 2 || error?.description.contains(value) == false)
        }
    }

    @Test func `what needs a licence is not sold before the operator has accepted it`() async throws {
        let lab = try await TemporaryWorkspace()
        let account = try lab.openAccount()
        func order(_ workspace: Workspace) throws {
            _ = try workspace.placeOrder(
                for: account,
                product: "minecraft",
                slots: 10,
                months: 1,
                name: nil,
                priority: 1
            )
        }
        let refused = #expect(throws: ProductError.self) { try order(lab.workspace) }
        #expect(
            refused?.description.contains("acceptedLicences in settings.yaml") == true,
            "\(refused?.description ?? "")"
        )
        let settings = lab.workspace.directory.settings
        try "acceptedLicences: [minecraft]\n".write(toFile: settings, atomically: true, encoding: .utf8)
        let open = try Workspace.open(lab.workspace.directory, templates: lab.workspace.templates)
        // Now only its price is missing.
        #expect(throws: CatalogueError.self) { try order(open) }
    }

    @Test func `every shipped product follows the published schema`() throws {
        let checker = try SchemaValidator("\(Repository.docs)/schemas/product.schema.json")
        for product in try ProductShelf.load(Self.folder).all {
            let problems = try checker.faults(in: JSONEncoder().encode(product))
            #expect(problems.isEmpty, "\(product.id): \(problems)")
        }
    }

    @Test(arguments: [
        (#""kind":"mumble""#, #""kind":"quake""#), (#""offset":0"#, #""offset":-1"#),
        (#""mode":"0600""#, #""mode":"0644""#),
        (#""min":5"#, #""min":"5""#), (#""openFiles""#, #""openfiles""#),
    ])
    func `the schema refuses what the product refuses`(from: String, to: String) throws {
        let checker = try SchemaValidator("\(Repository.docs)/schemas/product.schema.json")
        let text = String(decoding: try JSONEncoder().encode(try mumble().product), as: UTF8.self)
        #expect(text.contains(from), "\(text)")
        #expect(try !checker.faults(in: Data(text.replacing(from, with: to).utf8)).isEmpty)
    }

    @Test func `the schema knows every kind of probe and format`() throws {
        let text = try String(contentsOfFile: "\(Repository.docs)/schemas/product.schema.json", encoding: .utf8)
        let ways = ResizePlan.Way.allCases.map(\.rawValue)
        let formats = Product.FileTemplate.Format.allCases.map(\.rawValue)
        for word in ProbePlan.Kind.allCases.map(\.rawValue) + formats + ways {
            #expect(text.contains("\"\(word)\""), "\(word)")
        }
    }

    @Test func `arguments hold what is no secret, and nothing else`() throws {
        let template = try ProductShelf.load(Self.folder).template("openarena")
        let ports = [PortBinding(name: "game", transport: .udp, number: 27_960)]
        let program = try template.render(
            slots: 6,
            address: "127.0.0.2",
            ports: ports,
            name: "N",
            password: "s3cret",
            hostSecret: "s4cret"
        )
        let start = try #require(program.arguments.firstIndex(of: "net_ip"))
        #expect(program.arguments[start + 1] == "127.0.0.2")
        #expect(program.arguments.contains("27960") && !program.arguments.contains { $0.contains("{{") })
    }

    @Test(arguments: [
        ("armagetron", "resize: {by: console}", "must be 1 to 20 lines"),
        ("teeworlds", "resize: {by: console, say: [a]}", "needs console: true"),
        ("mumble", "resize: {by: probe}", "a script of the probe"),
        ("mumble", "resize: {by: local, say: [\"{{password}}\"]}", "may name {{slots}} and {{host_secret}} only"),
        ("mumble", "resize: {by: local, say: [a], shows: b}", "must be there for a probe that tells no slots"),
        ("minetest", "resize: {by: files}", "must be there for a probe that tells no slots"),
        ("mumble", "resize: {by: magic}", "resize.by"),
    ])
    func `a way to other slots that cannot work is refused`(id: String, entry: String, sentence: String) throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: "\(Self.folder)/\(id)", toPath: "\(folder.path)/\(id)")
        let text = try String(contentsOfFile: "\(Self.folder)/\(id)/product.yaml", encoding: .utf8)
        let kept = text.split(separator: "\n", omittingEmptySubsequences: false).reduce(
            into: (lines: [Substring](), skips: false)
        ) {
            $0.skips = $1.hasPrefix("resize:") || $0.skips && $1.hasPrefix(" ")
            if !$0.skips { $0.lines.append($1) }
        }
        _ = try folder.write(kept.lines.joined(separator: "\n") + entry + "\n", to: "\(id)/product.yaml")
        let error = #expect(throws: ProductError.self) { try ProductShelf.load(folder.path) }
        #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
    }

    @Test func `programs that differ in their slots only have one basis, and any other choice is another`() throws {
        let template = try ProductShelf.load(Self.folder).template("armagetron")
        let ports = [PortBinding(name: "game", transport: .udp, number: 4534)]
        func plan(_ slots: Int, _ settings: [String: String] = [:], restarts: Int = 0) throws -> ResizePlan {
            let program = try template.render(
                slots: slots,
                address: "127.0.0.2",
                ports: ports,
                name: "N",
                password: "p",
                hostSecret: "z",
                settings: settings,
                restarts: restarts
            )
            return try #require(program.resize)
        }
        #expect(try plan(3).basis == plan(9).basis)
        #expect(try plan(3).basis != plan(3, ["speed": "40"]).basis)
        #expect(try plan(3).basis != plan(3, restarts: 1).basis)
        #expect(try plan(9).way == .console && plan(9).lines.first == "MAX_CLIENTS 9")
        #expect(try render().resize?.way == nil)
    }

    @Test func `R12.4-02 a client has a password only where it sets no slots`() throws {
        let shelf = try ProductShelf.load(Self.folder)
        let having = try shelf.ids.filter { try shelf.template($0).hasPassword }
        #expect(having == ["bzflag", "mumble", "teeworlds"])
        let ports = [PortBinding(name: "game", transport: .udp, number: 8303)]
        let program = try shelf.template("teeworlds").render(
            slots: 6,
            address: "127.0.0.2",
            ports: ports,
            name: "N",
            password: "told",
            hostSecret: "untold"
        )
        let text = try #require(program.files.last).text
        #expect(text.contains("\nsv_rcon_mod_password told\n") && text.contains("\nsv_rcon_password untold\n"))
    }

    @Test func `an empty or missing shelf is named`() throws {
        let folder = try TemporaryFolder()
        for path in [folder.path, "/nonexistent"] {
            let error = #expect(throws: ProductError.self) { try ProductShelf.load(path) }
            #expect(error?.description.contains(path) == true)
        }
    }
}

extension PortBinding {
    fileprivate static func voice(_ number: Int) -> PortBinding {
        PortBinding(name: "voice", transport: .udp, number: number)
    }
}
