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
        #expect(try shelf.ids.contains("mumble"))
        #expect(try shelf.programs.contains("/usr/sbin/murmurd"))
        let known = try shelf.ids
        let product = try shelf.template("mumble").product
        #expect(product.packages == ["mumble-server"])
        #expect(product.slots.range == 5...500)
        #expect(throws: ProductError.unknownProduct("quake", known: known)) { try shelf.template("quake") }
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
        ("limits: {", "# {", "limits is missing: say what one server may take of its host"),
        ("max: 500", "max: 100000000", "slots.max must be 10000 or less (line 4)"),
        ("kind: mumble", "kind: nosuch", "is nosuch, which it cannot be; write one of mumble, teeworlds"),
        ("transport: udp", "transport: sctp", "is sctp, which it cannot be; write one of"),
        ("title:", "id: again\ntitle:", "id is written twice in one mapping; keep it once (line 1)"),
        ("graceSeconds: 10}", "graceSeconds: 10, command: quit}", "stop.command must be one line"),
        (
            "openFiles: 4096", "resume: {folder: ../x, suffix: s, arguments: []}\nopenFiles: 4096",
            "resume needs a folder"
        ),
        ("kind: mumble, port", "kind: mumble, script: murmur.ini, port", "probe.script must be the path of one of"),
        (
            "verified: true",
            "verified: true\ninstance: {address: 127.0.0.1, port: 1, user: x, secretFile: /x}",
            "probe.kind asks no instance"
        ),
        ("kind: mumble", "kind: teamspeak3", "probe.kind needs an instance to ask"),
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

    @Test func `a product that is damaged stops no other, and is told to who asks for it or for all`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: "\(Self.folder)/mumble", toPath: "\(folder.path)/mumble")
        try FileManager.default.createDirectory(atPath: "\(folder.path)/quake", withIntermediateDirectories: false)
        _ = try folder.write("# nothing yet\n", to: "quake/product.yaml")
        let shelf = ProductShelf(folder.path)
        #expect(try shelf.template("mumble").product.id == "mumble")
        #expect(try shelf.ids == ["mumble", "quake"])
        for ask in [{ _ = try shelf.template("quake") }, { _ = try shelf.all }] {
            let error = #expect(throws: ProductError.self) { try ask() }
            let sentence = try #require(error?.description)
            #expect(sentence.contains("\(folder.path)/quake/product.yaml") && sentence.contains("it is empty"))
        }
    }

    @Test(arguments: [
        ("program: [lessor-agent", "program: [/opt/x", "program must be [lessor-agent, attend, teamspeak3]"),
        ("address: 127.0.0.1", "address: 192.0.2.1", "instance.address"),
        ("address: 127.0.0.1", "address: 127.0.0.256", "instance.address"),
        ("port: 10011", "port: 0", "instance.port"), ("user: teamspeak", "user: team speak", "instance.user"),
        ("secretFile: /etc/lessor/teamspeak3.password", "secretFile: /etc/shadow", "instance.secretFile must stand"),
        ("packages: []", "packages: []\nconsole: true", "console is not there"),
    ])
    func `a damaged instance names its field`(from: String, to: String, expected: String) throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: "\(Self.folder)/teamspeak3", toPath: "\(folder.path)/teamspeak3")
        let text = try String(contentsOfFile: "\(folder.path)/teamspeak3/product.yaml", encoding: .utf8)
        #expect(text.contains(from), "\(from)")
        _ = try folder.write(text.replacing(from, with: to, maxReplacements: 1), to: "teamspeak3/product.yaml")
        let error = #expect(throws: ProductError.self) { try ProductShelf.load(folder.path) }
        #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
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
        (#""min":5"#, #""min":"5""#), (#""openFiles""#, #""openfiles""#), (#""limits""#, #""limit""#),
        (#""max":500"#, #""max":100000000"#),
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
