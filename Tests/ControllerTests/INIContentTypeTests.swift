import Controller
import Testing
import Wire

@Suite struct INIContentTypeTests {
    static let hostile = [
        "plain", "Les amis du jeu", "é à ü 漢字 🎮", "a\nusers=99", "a\r\n[other]\nhost=0.0.0.0", "\"", "\"; users=99",
        "a\\",
        "\\", "a\\\nusers=99", "100 % %s %n", "; comment", "# comment", "a;b", "a,b, c", "a=b", "@Variant(\0\0)",
        "@Invalid()",
        "@@", "@", "{DIR}", "{DIRECTORY", "{{name}}", "\\x41", "\\101", "'quoted'", "nul\0byte", "tab\there", "",
        " spaces ",
        "\u{2028}line", "\u{85}next", "e\u{301}", "a{1", "a\"c0ffee", "\u{7f}del",
    ]

    /// Reads what the template made with an independent reading of Qt's rules; the name must come back, and nothing else.
    @Test(arguments: hostile)
    func `a hostile name stays one value`(name: String) throws {
        let template = try ProductShelf.load("\(Repository.templates)/servers").template("mumble")
        let program = try template.render(
            slots: 7,
            address: "127.0.0.2",
            ports: .mumble(20_000),
            name: name,
            password: "secret",
            hostSecret: "untold"
        )
        let text = try #require(program.files.first?.text)
        #expect(!text.replacing("{DIR}/murmur.", with: "").contains("{DIR"))
        let settings = QtSettings.parse(text)
        #expect(settings["registerName"] == [name.withoutControls])
        #expect(settings["users"] == ["7"])
        #expect(settings["host"] == ["127.0.0.2"])
        #expect(settings["port"] == ["20000"])
        #expect(settings["bandwidth"] == ["72000"])
        #expect(settings.count == 16)
    }
}

extension [PortBinding] {
    /// The two ports of a Mumble server.
    static func mumble(_ number: Int) -> [PortBinding] {
        [
            PortBinding(name: "voice", transport: .udp, number: number),
            PortBinding(name: "control", transport: .tcp, number: number),
        ]
    }
}

extension String {
    fileprivate var withoutControls: String {
        let kept = unicodeScalars.filter { scalar in
            ![.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
        }
        return String(String.UnicodeScalarView(kept))
    }
}
