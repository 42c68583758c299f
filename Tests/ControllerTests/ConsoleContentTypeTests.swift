import Controller
import Testing
import Wire

/// A client's server name in the files of every product: one value on its one line, whatever it holds.
@Suite struct ConsoleContentTypeTests {
    /// Where the name stands, and how the program reads the rest of that line.
    struct Case: Sendable, CustomTestStringConvertible {
        let product: String
        let file: String
        let start: String
        let read: @Sendable (String) -> String?
        /// What the program then has; nil where signs were replaced, which `isHarmless` judges.
        let exact: Bool
        var mostBytes = 300

        var testDescription: String { product }
    }

    static let cases = [
        Case(
            product: "teeworlds",
            file: "server.cfg",
            start: "sv_name ",
            read: { quoted($0, escape: "\\") },
            exact: true
        ),
        Case(
            product: "cube2",
            file: "server-init.cfg",
            start: "serverdesc ",
            read: { quoted($0, escape: "^") },
            exact: true
        ),
        Case(
            product: "openarena",
            file: "home/baseoa/server.cfg",
            start: "set sv_hostname ",
            read: { quoted($0, escape: nil, forbidden: "\\;\"%") },
            exact: false
        ),
        Case(
            product: "bzflag",
            file: "bzfs.conf",
            start: "-srvmsg ",
            read: { quoted($0, escape: nil, forbidden: "\\\"") },
            exact: false
        ),
        Case(
            product: "minetest",
            file: "minetest.conf",
            start: "server_name = ",
            read: { $0.contains("{") || $0.contains("\"") ? nil : $0 },
            exact: false
        ),
        Case(
            product: "armagetron",
            file: "conf/settings_custom.cfg",
            start: "SERVER_NAME ",
            read: { $0.contains("\\") ? nil : $0 },
            exact: false
        ),
        Case(
            product: "openttd",
            file: "openttd.cfg",
            start: "server_name = ",
            read: { quoted($0, escape: nil, forbidden: "\"") },
            exact: false
        ),
        Case(
            product: "freeciv",
            file: "start.serv",
            start: "connectmsg ",
            read: { $0.contains("\\") || $0.contains("\"") ? nil : $0 },
            exact: false
        ),
        Case(
            product: "source",
            file: "cstrike/cfg/server.cfg",
            start: "hostname ",
            read: { quoted($0, escape: nil, forbidden: "\\;\"%") },
            exact: false
        ),
        Case(
            product: "minecraft",
            file: "server.properties",
            start: "motd=",
            read: { $0.allSatisfy(\.isASCII) && $0.hasSuffix("\\nWelcome") ? $0 : nil },
            exact: false,
            mostBytes: 1000
        ),
        Case(
            product: "teamspeak3",
            file: "serverquery.txt",
            start: "serveredit virtualserver_name=",
            // One word, then the next value; a bar would begin another entry.
            read: { line in
                let words = line.split(separator: " ", omittingEmptySubsequences: false)
                return words.count == 2 && words[1].hasPrefix("virtualserver_welcomemessage=") && !line.contains("|")
                    ? line : nil
            },
            exact: false
        ),
    ]

    private static let shelf = Result { try ProductShelf.load("\(Repository.templates)/servers") }

    static let hostile =
        INIContentTypeTests.hostile + [
            "\"; sv_register 1; \"", "\"\nsv_register 1", "x\\\"; map y", "^\"; updatemaster 1", "^", "x^", "\"\"\"",
            "{",
            "a %s%n%p", "$(id)", "' -mp 200 '", "\\n-mp 200", "] [", "@name", String(repeating: "漢\"", count: 100),
        ]

    @Test(arguments: cases, hostile) func `a hostile name stays one value`(reader: Case, name: String) throws {
        let plain = try lines(reader, name: "Plain")
        let lines = try lines(reader, name: name)
        #expect(lines.count == plain.count)
        for (line, before) in zip(lines, plain) where !before.hasPrefix(reader.start) { #expect(line == before) }
        let line = try #require(lines.first { $0.hasPrefix(reader.start) })
        let value = try #require(reader.read(String(line.dropFirst(reader.start.count))), "\(line)")
        #expect(!value.contains("{DIR}") && value.utf8.count <= reader.mostBytes)
        guard reader.exact else { return }
        let kept = name.unicodeScalars.filter {
            ![.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
        }
        let wanted = String(String.UnicodeScalarView(kept)).replacing("{DIR}", with: "(DIR)")
        #expect(wanted.utf8.count > 120 ? wanted.hasPrefix(value) && value.utf8.count > 110 : value == wanted)
    }

    private func lines(_ reader: Case, name: String) throws -> [String] {
        let template = try Self.shelf.get().template(reader.product).accepted
        let product = template.product
        let program = try template.render(
            slots: 7,
            address: "127.0.0.2",
            ports: product.ports.map {
                PortBinding(name: $0.name, transport: $0.transport, number: 20_000 + $0.offset)
            },
            name: name,
            password: "s3cretWord",
            hostSecret: "s3cretWord"
        )
        let visible = program.arguments + program.environment.values
        #expect(!visible.contains { $0.contains("s3cretWord") })
        #expect(program.files.allSatisfy { $0.mode == 0o600 })
        let text = try #require(program.files.first { $0.path == reader.file }?.text)
        #expect(!text.contains("\r"))
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Reads one word of the line, plain or in quotes, and nil when anything else follows it or a forbidden sign is in it.
    private static func quoted(_ text: String, escape: Character?, forbidden: String = "") -> String? {
        guard text.first == "\"" else {
            return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") } ? text : nil
        }
        var (result, rest) = ("", text.unicodeScalars.dropFirst())
        while let scalar = rest.popFirst() {
            if let escape, Character(scalar) == escape {
                guard let next = rest.popFirst() else { return nil }
                result.unicodeScalars.append(next)
            } else if scalar == "\"" {
                return rest.isEmpty ? result : nil
            } else if forbidden.unicodeScalars.contains(scalar) {
                return nil
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return nil
    }
}
