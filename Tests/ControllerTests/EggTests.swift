import Foundation
import Testing

@testable import Controller

/// Eggs written here in the formats of Pterodactyl and Pelican.
@Suite struct EggTests {
    static let block = #"""
        {
            "meta": {"version": "PTDL_v2", "update_url": null},
            "exported_at": "2024-05-07T12:55:58+00:00",
            "name": "Block Game", "author": "a@example.com", "description": "Blocks.",
            "features": ["eula"],
            "docker_images": {"Java 17": "example.invalid\/java_17"},
            "file_denylist": [],
            "startup": "java -Xmx{{SERVER_MEMORY}}M -Drcon={{RCON_PASSWORD}} -jar {{JARFILE}} --port {{server.build.default.port}}",
            "config": {
                "files": "{\r\n \"server.properties\": {\r\n \"parser\": \"properties\",\r\n \"find\": {\"server-ip\": \"0.0.0.0\", \"server-port\": \"{{server.build.default.port}}\", \"max-players\": \"{{server.build.env.MAX_PLAYERS}}\", \"motd\": \"{{server.build.env.MOTD}}\", \"mode\": \"{{env.MODE}}\", \"pvp\": \"{{server.environment.PVP}}\", \"view\": \"{{env.VIEW}}\", \"join\": \"{{env.JOIN_PASSWORD}}\", \"odd\": \"{{{x}}}\"}}}",
                "startup": "{\"done\": \"For help\"}", "logs": "{}", "stop": "stop"
            },
            "scripts": {"installation": {"script": "#!\/bin\/ash\r\nrm -rf \/", "container": "alpine", "entrypoint": "ash"}},
            "variables": [
                {"name": "Jar", "env_variable": "JARFILE", "default_value": "server.jar", "user_editable": true, "rules": "required|string"},
                {"name": "Players", "env_variable": "MAX_PLAYERS", "default_value": "20", "user_editable": false, "rules": "required|integer|between:2,100"},
                {"name": "Line", "env_variable": "MOTD", "default_value": "Hi", "user_editable": true, "rules": "string|max:40"},
                {"name": "Mode", "env_variable": "MODE", "default_value": "easy", "user_editable": true, "rules": "in:easy,hard"},
                {"name": "PvP", "env_variable": "PVP", "default_value": "1", "user_editable": true, "rules": "boolean"},
                {"name": "View", "env_variable": "VIEW", "default_value": "10", "user_editable": true, "rules": "integer|between:3,32"},
                {"name": "Join", "env_variable": "JOIN_PASSWORD", "default_value": "", "user_editable": true, "rules": "nullable|string"},
                {"name": "Remote", "env_variable": "RCON_PASSWORD", "default_value": "hunter2", "user_editable": false, "rules": "string"},
                {"name": "Query", "env_variable": "QUERY_PORT", "default_value": "25585", "user_editable": false, "rules": "integer"}
            ]
        }
        """#

    static let shooter = #"""
        meta:
          version: PLCN_v3
        name: "Shooter: Source"
        features:
          - steam_disk_space
        docker_images:
          'Source': 'example.invalid/games:source'
        startup_commands:
          Default: ./srcds_run -game abc -port {{SERVER_PORT}} -ip {{SERVER_IP}} -maxplayers ${MAX_PLAYERS} +map "{{FIRST_MAP}}"
        config:
          files:
            cfg/server.ini:
              parser: ini
              find:
                Net.address: 0.0.0.0
                Net.rcon: '{{server.environment.RCON_PASSWORD}}'
                title: '{{server.environment.SERVER_NAME}}'
            data.json:
              parser: json
              find: {a.b: '1'}
          startup: {done: x}
          stop: '^C'
        variables:
          - {name: Players, env_variable: MAX_PLAYERS, default_value: 16, user_editable: true, rules: [required, integer]}
          - {name: Map, env_variable: FIRST_MAP, default_value: 'first map', user_editable: true, rules: [string]}
          - {name: Name, env_variable: SERVER_NAME, default_value: x, user_editable: true, rules: [string]}
          - {name: Rcon, env_variable: RCON_PASSWORD, default_value: y, user_editable: true, rules: [string]}
        """#

    @Test func `an egg of Pterodactyl becomes a product as far as it goes`() throws {
        let product = try make(Self.block)
        let yaml = try #require(product.files["product.yaml"])
        #expect(product.id == "block-game")
        for line in [
            "slots: {min: 2, max: 100}", "  - \"/usr/bin/java\"", "  - \"server.jar\"", "  - \"{{port_game}}\"",
            "probe: {kind: minecraft, port: game,", "stop: {signal: 15, graceSeconds: 60, command: \"stop\"}",
            "console: true",
            "  mode: {title: \"Mode\", kind: choice, values: [\"easy\", \"hard\"], default: \"easy\"}",
            "  pvp: {title: \"PvP\", kind: toggle, on: \"1\", off: \"0\", default: \"on\"}",
            "  view: {title: \"View\", kind: integer, min: 3, max: 32, default: \"10\"}",
            "  joinpassword: {title: \"Join\", kind: secret, length: 32}", "verified: false",
        ] { #expect(yaml.contains(line), "\(line)\n\(yaml)") }
        #expect(!yaml.contains("hunter2") && !yaml.contains("rm -rf"))
        let file = try #require(product.files["server.properties.mustache"])
        for line in [
            "server-ip={{address}}", "server-port={{port_game}}", "max-players={{slots}}", "motd={{name}}",
            "mode={{setting_mode}}",
            "join={{#has_setting_joinpassword}}{{setting_joinpassword}}{{/has_setting_joinpassword}}",
        ] { #expect(file.contains(line + "\n"), "\(file)") }
        let fields = Set(product.gaps.map(\.field))
        #expect(
            fields == [
                "program", "server.properties.mustache", "product.yaml", "restart", "limits", "packages", "licence",
                "ports",
            ]
        )
        #expect(product.gaps.contains { $0.what.contains("RCON_PASSWORD is a secret") })
        #expect(product.gaps.contains { $0.what.contains("QUERY_PORT") })
    }

    @Test func `an egg of Pelican becomes one too, and names what has no format here`() throws {
        let product = try make(Self.shooter)
        let yaml = try #require(product.files["product.yaml"])
        for line in [
            "id: shooter-source", "title: \"Shooter: Source\"", "  - \"/opt/shooter-source/srcds_run\"",
            "  - \"{{slots}}\"",
            "  - \"{{address}}\"", "  - \"first map\"", "probe: {kind: source, port: game,",
            "stop: {signal: 2, graceSeconds: 30}",
        ] { #expect(yaml.contains(line), "\(line)\n\(yaml)") }
        #expect(
            product.files["cfg-server.ini.mustache"]
                == "title={{name}}\n[Net]\naddress={{address}}\nrcon={{host_secret}}\n"
        )
        #expect(product.gaps.contains { $0.field == "files" && $0.what.contains("data.json is json") })
        #expect(product.gaps.contains { $0.field == "slots" && $0.what.contains("MAX_PLAYERS has no bounds") })
    }

    @Test(arguments: ["Bad Id", "", "Größe", "a_b"]) func `an id that cannot be one is told what one looks like`(
        id: String
    ) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Self.block, to: "egg")
        let error = try #require(throws: FileProblem.self) { try EggProduct(egg: path, id: id) }
        #expect(error.description.contains("\"\(id)\" cannot be the id"), "\(error.description)")
        #expect(error.description.contains("lower-case letters, digits and hyphens only"))
    }

    @Test(arguments: [block, shooter]) func `the check names exactly the gaps, and nothing when they are filled`(
        egg: String
    ) throws {
        let product = try make(egg)
        let folder = try write(product)
        let found = ProductCheck.check("\(folder.path)/\(product.id)")
        let problem = try #require(found.count == 1 ? found.first?.problem : nil)
        let list = product.gaps.map { "\($0.field): \($0.what)" }.joined(separator: "; ")
        #expect(problem.contains("taken out of it: \(list) (line "), "\(problem)")
        #expect(throws: ProductError.self) { try ProductShelf.load(folder.path) }

        let yaml = try #require(product.files["product.yaml"])
        let end = try #require(yaml.firstRange(of: "\ngaps:\n"))
        _ = try folder.write(String(yaml[..<end.lowerBound]) + "\n", to: "\(product.id)/product.yaml")
        #expect(ProductCheck.check("\(folder.path)/\(product.id)").allSatisfy { $0.problem == nil })
        #expect(try ProductShelf.load(folder.path).template(product.id).product.verified == false)
    }

    @Test(arguments: [
        ("", "neither JSON nor YAML"), ("[", "neither JSON nor YAML"), ("{\"meta\": ", "neither JSON nor YAML"),
        ("- 1", "is no egg"),
        (block.replacing("PTDL_v2", with: "PTDL_v9"), "version PTDL_v9, which is not known"),
        (block.replacing("\"startup\": \"java", with: "\"start\": \"java"), "has no startup"),
        (block.replacing("\"name\": \"Block Game\"", with: "\"name\": \"\""), "has no name"),
        (block.replacing("Block Game", with: "漢字"), "--id"),
        (block.replacing("\"env_variable\": \"MODE\"", with: "\"env_variable\": \"MO DE\""), "MO DE, which is no name"),
        (
            block.replacing("{\\r\\n \\\"server.properties", with: "{\\r\\n \\\"../server.properties"),
            "not inside a server's directory"
        ),
        (block.replacing("{\\r\\n \\\"server.properties", with: "\\r\\n"), "config.files that is no JSON"),
        (shooter.replacing("cfg/server.ini", with: "/etc/passwd"), "not inside a server's directory"),
        (
            "meta: {version: PLCN_v3}\na: &a [x, x]\nb: &b [*a, *a]\n"
                + (0..<30).map {
                    "c\($0): &c\($0) [*\($0 == 0 ? "b" : "c\($0 - 1)"), *\($0 == 0 ? "b" : "c\($0 - 1)")]\n"
                }.joined(), "neither JSON nor YAML"
        ),
        (String(repeating: " ", count: 2 << 20), "longer than 1 MiB"),
    ])
    func `a file that is no egg is refused with a sentence that names it`(text: String, sentence: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(text, to: "egg")
        let error = try #require(throws: FileProblem.self) { try EggProduct(egg: path) }
        #expect(error.description.contains(sentence) && error.description.contains(path), "\(error.description)")
        #expect(throws: FileProblem.self) { try EggProduct(egg: "\(folder.path)/none") }
    }

    @Test func `whatever is taken of a damaged egg is a product with no fault but its gaps`() throws {
        let hostile = [
            "{{", "}}", "{{{x}}}", "{{&x}}", "\"", "'", "\\\\", "{DIR}", ": ", "# ", "\\n", "[", "漢", "..", "{{#x}}",
            "^C", "0", "-1",
        ]
        var taken = 0
        for _ in 0..<100 {
            var text = Bool.random() ? Self.block : Self.shooter
            for _ in 0..<Int.random(in: 1...3) {
                let place = text.index(text.startIndex, offsetBy: Int.random(in: 0..<text.count))
                text.insert(contentsOf: try #require(hostile.randomElement()), at: place)
            }
            let folder = try TemporaryFolder()
            guard let product = try? EggProduct(egg: folder.write(text, to: "egg")) else { continue }
            taken += 1
            let found = ProductCheck.check("\(try write(product, to: folder).path)/\(product.id)")
            let problem = found.count == 1 ? found.first?.problem : found.map { $0.problem ?? "" }.joined()
            #expect(
                found.count == 1 && problem?.contains("these gaps are to be filled in") == true,
                "\(problem ?? "")\n\(text)\n\(product.files)"
            )
        }
        #expect(taken > 0)
    }

    @Test(arguments: [
        ("a b", ["a", "b"]), (#"a "b c" 'd "e'"#, ["a", "b c", "d \"e"]), (#"a\ b  "c\"d" ''"#, ["a b", "c\"d", ""]),
        ("", []),
        (#"x'y'"z" \"#, ["xyz", ""]),
    ])
    func `a start command is parted as a shell does`(line: String, words: [String]) {
        #expect(ShellWords.split(line) == words)
    }

    private func make(_ egg: String) throws -> EggProduct {
        let folder = try TemporaryFolder()
        return try EggProduct(egg: folder.write(egg, to: "egg"))
    }

    private func write(_ product: EggProduct, to folder: TemporaryFolder? = nil) throws -> TemporaryFolder {
        let folder = try folder ?? TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/\(product.id)",
            withIntermediateDirectories: true
        )
        for (name, text) in product.files { _ = try folder.write(text, to: "\(product.id)/\(name)") }
        return folder
    }
}
