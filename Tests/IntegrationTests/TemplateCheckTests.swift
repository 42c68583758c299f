import Foundation
import TestSupport
import Testing

/// `lessor template check` as a person who writes a product runs it.
@Suite struct TemplateCheckTests {
    private static let shelf = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Templates/servers").path

    @Test func `every shipped product is usable`() async throws {
        let check = try await LessorProgram.run(["template", "check"])
        #expect(check.status == 0, "\(check.output)\(check.errors)")
        for product in try FileManager.default.contentsOfDirectory(atPath: Self.shelf) {
            #expect(check.output.contains("\(product)/product.yaml"))
        }
    }

    @Test(arguments: [
        ("product.yaml", "offset: 1}", "offset: one}", 11 as Int?, "ports[1].offset is not of the type Int"),
        ("product.yaml", "slots: {", "slot: {", 1, "the field slots is missing"),
        ("product.yaml", "kind: cube2", "kind: bzflag", 21, "probe.port"),
        ("server-init.cfg.mustache", "{{name}}", "{{{name}}}", 6, "does not escape"),
        ("server-init.cfg.mustache", "{{name}}", "{{nam}}", 6, "{{nam}}"),
        ("server-init.cfg.mustache", "{{name}}", "{{#name}}", 14, "not correct mustache"),
        ("server-init.cfg.mustache", "{{name}}", "{{name", 7, "not correct mustache"),
    ])
    func `a damaged product is named with file, line and reason`(
        file: String,
        from: String,
        to: String,
        line: Int?,
        reason: String
    ) async throws {
        let place = FileManager.default.temporaryDirectory.appending(path: "lessor-test-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: place) }
        let folder = "\(place)/cube2"
        try FileManager.default.copyItem(atPath: "\(Self.shelf)/cube2", toPath: folder)
        let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
        #expect(text.contains(from))
        try text.replacing(from, with: to).write(toFile: "\(folder)/\(file)", atomically: false, encoding: .utf8)

        let check = try await LessorProgram.run(["template", "check", "\(folder)/", "mumble", "--format", "json"])
        #expect(check.status == 2, "\(check.errors)")
        let found = try #require(try JSON.parse(check.output) as? [[String: Any]])
        #expect(found.last?["product"] as? String == "mumble" && found.last?["problem"] == nil)
        #expect(found[0]["line"] as? Int == line)
        #expect((found[0]["problem"] as? String)?.contains(reason) == true, "\(found[0])")
        if line != nil { #expect(found[0]["file"] as? String == "\(folder)/\(file)") }
    }

    @Test func `an egg becomes a folder that lists what to fill in, and is never written over one that is there`()
        async throws
    {
        let place = FileManager.default.temporaryDirectory.appending(path: "lessor-test-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: place) }
        let egg =
            #"{"meta":{"version":"PTDL_v2"},"name":"My Game","startup":"./game -port {{SERVER_PORT}}","config":{"stop":"quit"}}"#
        try egg.write(toFile: "\(place)/egg.json", atomically: false, encoding: .utf8)
        let words = ["template", "import-egg", "\(place)/egg.json", "--to", place]
        let made = try await LessorProgram.run(words + ["--format", "json"])
        #expect(
            made.status == 2 && made.errors.contains("to fill in before it can be used"),
            "\(made.output)\(made.errors)"
        )
        let view = try #require(try JSON.parse(made.output) as? [String: Any])
        let gaps = try #require(view["gaps"] as? [[String: String]])
        let check = try await LessorProgram.run(["template", "check", "\(place)/my-game", "--format", "json"])
        #expect(check.status == 2)
        for gap in gaps {
            #expect(check.output.contains("\(gap["field"] ?? "?"): \(gap["what"] ?? "?")"), "\(check.output)")
        }

        let again = try await LessorProgram.run(words)
        #expect(again.status == 1 && again.errors.contains("exists already"), "\(again.errors)")
        let missing = try await LessorProgram.run(["template", "import-egg", "\(place)/none.json"])
        #expect(missing.status != 0 && missing.errors.contains("\(place)/none.json"))
    }

    @Test func `what is shipped is listed, with what was verified`() async throws {
        let list = try await LessorProgram.run(["template", "list", "--format", "json"])
        let rows = try #require(try JSON.parse(list.output) as? [[String: Any]])
        #expect(rows.count == (try FileManager.default.contentsOfDirectory(atPath: Self.shelf)).count)
        #expect(
            rows.filter { $0["verified"] as? Bool == false }.compactMap { $0["product"] as? String } == [
                "minecraft", "source", "teamspeak3",
            ]
        )
        let table = try await LessorProgram.run(["template", "list"]).output
        #expect(table.contains("no, from documentation"))
    }

    @Test func `a product that is not there is an error of its own`() async throws {
        let check = try await LessorProgram.run(["template", "check", "quake"])
        #expect(check.status == 66 && check.errors.contains("\"quake\"") && check.errors.contains("teeworlds"))
    }

    @Test func `a damaged product stops no account, and serve does not start with it`() async throws {
        let lab = try await TemporaryLab()
        let templates = lab.folder.path + "/Templates"
        try FileManager.default.copyItem(atPath: LessorProgram.source + "/Templates", toPath: templates)
        try "title: [".write(toFile: "\(templates)/servers/cube2/product.yaml", atomically: false, encoding: .utf8)
        let environment = ["LESSOR_STATE=\(lab.state)", "LESSOR_TEMPLATES=\(templates)", "timeout", "30"]
        let account = ["account", "open", "--name", "Ann", "--email", "ann@example.com"]
        let opened = try await LessorProgram.execute(environment + [LessorProgram.lessor] + account)
        #expect(opened.status == 0, "\(opened.errors)")
        for command in [["serve"], ["order", "prices"]] {
            let refused = try await LessorProgram.execute(environment + [LessorProgram.lessor] + command)
            #expect(refused.status == 1, "\(refused.output)\(refused.errors)")
            #expect(refused.errors.contains("cube2/product.yaml is not YAML that can be read"), "\(refused.errors)")
        }
    }
}
