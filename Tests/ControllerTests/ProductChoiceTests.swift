import Controller
import Fleet
import Foundation
import TestSupport
import Testing
import Wire

/// What a client chooses, and what he is told and sold: settings, secrets, passwords, slots.
@Suite struct ProductChoiceTests {
    private static let folder = "\(Repository.templates)/servers"

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

    @Test(arguments: ["", "  ", "\n", "\u{2028}\t"])
    func `an empty name is refused, and one of before does not keep a server down`(name: String) throws {
        let template = try ProductShelf.load(Self.folder).template("mumble")
        let error = #expect(throws: ProductError.self) { try template.check(["name": name]) }
        #expect(error?.description.contains("name is empty; write one, as in name='Plum tree'") == true)
        try template.check(["name": "x", "welcome": ""])
        _ = try template.render(
            slots: 5,
            address: "127.0.0.1",
            ports: .mumble(9),
            name: name,
            password: "y",
            hostSecret: "z"
        )
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
        let mumble = try ProductShelf.load(Self.folder).template("mumble")
        let voice = try mumble.render(
            slots: 10,
            address: "127.0.0.2",
            ports: .mumble(20_000),
            name: "N",
            password: "p",
            hostSecret: "z"
        )
        #expect(voice.resize?.way == nil)
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
}
