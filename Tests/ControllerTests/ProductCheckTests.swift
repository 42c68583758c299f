import Controller
import Foundation
import TestSupport
import Testing

/// Everything that is wrong with a product is found at once.
@Suite struct ProductCheckTests {
    private static let folder = "\(Repository.templates)/servers"

    private func check(_ changes: [(file: String, from: String, to: String)]) throws -> [ProductCheck] {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: "\(Self.folder)/mumble", toPath: "\(folder.path)/mumble")
        for change in changes {
            let text = try String(contentsOfFile: "\(folder.path)/mumble/\(change.file)", encoding: .utf8)
            #expect(text.contains(change.from), "\(change.from)")
            let changed = text.replacing(change.from, with: change.to, maxReplacements: 1)
            _ = try folder.write(changed, to: "mumble/\(change.file)")
        }
        return ProductCheck.check("\(folder.path)/mumble")
    }

    /// `12: the reason`, without what every sentence begins with.
    private func words(_ found: [ProductCheck]) -> [String] {
        found.map { "\($0.line ?? 0) \($0.problem ?? "usable")" }
    }

    @Test func `a sound product has no problem`() throws {
        let found = try check([])
        #expect(found.count == 1 && found.first?.problem == nil)
    }

    @Test func `all faults of product.yaml are told in the order of their lines, and none that follows from another`()
        throws
    {
        let found = words(
            try check([
                ("product.yaml", "min: 5", "min: five"), ("product.yaml", "transport: tcp", "transport: sctp"),
                ("product.yaml", "kind: mumble, port", "kind: nosuch, port"),
                ("product.yaml", "graceSeconds: 10", "graceSecond: 10"),
                ("product.yaml", "openFiles: 4096", "openFiles: 4"), ("product.yaml", "limits:", "limit:"),
                ("product.yaml", "kind: secret", "kind: hidden"),
            ])
        )
        let parts = [
            "the field slots.min is not of the type Int",
            "ports[1].transport is sctp, which it cannot be; write one of",
            "the field probe.kind is nosuch", "the field stop.graceSeconds is missing",
            "the field stop.graceSecond is not known", "settings.joinpassword.kind is hidden", "openFiles must be 64",
        ]
        #expect(found.count == parts.count + 2, "\(found)")
        for part in parts { #expect(found.contains { $0.contains(part) }, "\(part)\n\(found)") }
        #expect(
            found.contains { $0.contains("limits is missing") } && found.contains { $0.contains("limit is not known") }
        )
        let lines = found.compactMap { $0.split(separator: " ").first.flatMap { Int($0) } }
        #expect(lines == lines.sorted() && Set(lines).count >= 7, "\(found)")
    }

    @Test func `faults of values, of templates and of the name are told together`() throws {
        let found = words(
            try check([
                ("product.yaml", "id: mumble", "id: voice"), ("product.yaml", "graceSeconds: 10", "graceSeconds: 0"),
                ("product.yaml", "failures: 3", "failures: 0"), ("murmur.ini.mustache", "{{slots}}", "{{{slots}}}"),
            ])
        )
        #expect(found.count == 4, "\(found)")
        for part in ["id is voice", "stop.graceSeconds must be", "probe.failures must be", "does not escape"] {
            #expect(found.contains { $0.contains(part) }, "\(part)\n\(found)")
        }
    }

    @Test func `every value that no server has is told, also in a section that is seldom on`() throws {
        let found = words(
            try check([
                ("murmur.ini.mustache", "{{slots}}", "{{slot}}"),
                ("murmur.ini.mustache", "{{setting_website}}", "{{setting_site}}"),
                ("murmur.ini.mustache", "{{setting_joinpassword}}\n", "{{password_to_come_in}}\n"),
                ("product.yaml", "{{password}}\\n", "{{pass}}\\n"),
            ])
        )
        #expect(found.count == 4, "\(found)")
        for name in ["slot", "setting_site", "password_to_come_in", "pass"] {
            #expect(found.contains { $0.contains("asks for {{\(name)}}") && !$0.hasPrefix("0 ") }, "\(name)\n\(found)")
        }
    }

    @Test func `a key that is there twice is named with its line, and the file is not printed`() throws {
        let found = try check([("product.yaml", "openFiles: 4096", "openFiles: 4096\nopenFiles: 64")])
        let problem = try #require(found.first?.problem)
        #expect(found.count == 1 && problem.contains("openFiles is written twice in one mapping; keep it once"))
        #expect(found.first?.line ?? 0 > 30 && !problem.contains("murmurd"))
    }
}
