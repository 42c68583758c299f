/// A product that is being made of an egg: what the egg says is taken over, what it does not say becomes a gap with a value that
/// holds the place.
struct EggDraft {
    let egg: Egg
    let id: String
    private(set) var gaps: [Product.Gap] = []
    /// By path in the server's directory.
    private(set) var templates: [(path: String, name: String, format: String, text: String)] = []
    private(set) var program: [String] = []
    /// Variables that a file asks for, as settings.
    private var asked: Set<String> = []
    private var text = ""

    init(_ egg: Egg, id: String) {
        self.egg = egg
        self.id = id
    }

    var files: [String: String] {
        var files = Dictionary(templates.map { ($0.name, $0.text) }) { first, _ in first }
        files["product.yaml"] = text
        return files
    }

    mutating func fill() {
        fillProgram()
        for file in egg.files { fill(file) }
        text = describe()
    }

    mutating func gap(_ field: String, _ what: String) {
        let gap = Product.Gap(field: field, what: what)
        if !gaps.contains(gap) { gaps.append(gap) }
    }

    // MARK: the program

    private mutating func fillProgram() {
        let signs = ["$(", "`", "&&", "||", ";", "|", ">", "<", "$((", "[["]
        if signs.contains(where: { egg.startup.contains($0) }) {
            program = ["/opt/\(id)/program"]
            return gap(
                "program",
                "the egg starts it by a shell: \(egg.startup.inOneLine); write the program's path and its arguments"
            )
        }
        program = ShellWords.split(egg.startup).map { argument($0) }.filter { !$0.isEmpty }
        let first = program.first ?? "program"
        guard !first.hasPrefix("/") else { return }
        if first == "java" {
            program[0] = "/usr/bin/java"
        } else {
            let name = first.split(separator: "/").last.map(String.init) ?? "program"
            let path = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "._+-".contains($0)) }
            program.isEmpty ? program.append("/opt/\(id)/\(path)") : (program[0] = "/opt/\(id)/\(path)")
        }
        gap("program", "where \(first) and the files that it names are on the hosts; paths are absolute there")
    }

    /// An argument: what every server may show stays a value, the rest becomes what the egg has for it.
    private mutating func argument(_ word: String) -> String {
        replaceValues(in: word) { draft, variable in
            switch variable.meaning {
            case .slots: return "{{slots}}"
            case .password, .secret:
                draft.gap(
                    "program",
                    "\(variable.environment) is a secret and must not stand in arguments; put it into a file"
                )
                return ""
            default:
                if variable.isEditable, variable.meaning == .other {
                    draft.gap(
                        "program",
                        "\(variable.environment) is the client's choice in the egg; here arguments are the same for all"
                    )
                }
                return Self.literal(variable.usual[...])
            }
        }
    }

    // MARK: the files

    private mutating func fill(_ file: Egg.File) {
        let format: String
        switch file.parser {
        case "properties": format = "properties"
        case "ini": format = "ini"
        case "file": format = "ini"
        default:
            return gap(
                "files",
                "\(file.path) is \(file.parser), for which there is no format; the egg sets \(file.values.keys.sorted().joined(separator: ", ")) in it"
            )
        }
        let lines = file.values.sorted { $0.key < $1.key }.map { key, value in
            (Self.literal(key[...]), self.value(value, for: key))
        }
        let body =
            file.parser == "ini" ? Self.sections(lines) : lines.map { file.parser == "file" ? $0.1 : "\($0.0)=\($0.1)" }
        let template = "\(file.path.replacing("/", with: "-")).mustache"
        templates.append((file.path, template, format, body.joined(separator: "\n") + "\n"))
        gap(
            template,
            "the egg sets these places in a file that the program has made; here the whole file is written, so add the rest"
        )
        if format == "ini" { gap(template, "how this program quotes values: `format` is a guess") }
    }

    /// `section.key` under a heading each, what has none first.
    private static func sections(_ lines: [(String, String)]) -> [String] {
        var groups: [String: [String]] = [:]
        for (key, value) in lines {
            let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
            groups[parts.count == 2 ? parts[0] : "", default: []].append("\(parts.last ?? key)=\(value)")
        }
        return groups.sorted { $0.key < $1.key }.flatMap { ($0.key.isEmpty ? [] : ["[\($0.key)]"]) + $0.value }
    }

    private mutating func value(_ text: String, for key: String) -> String {
        let isAddress = ["ip", "host", "address", "server-ip", "bind"].contains { key.lowercased().hasSuffix($0) }
        if isAddress, ["0.0.0.0", "", "::"].contains(text) { return "{{address}}" }
        return replaceValues(in: text) { draft, variable in
            switch variable.meaning {
            case .slots: return "{{slots}}"
            case .name: return "{{name}}"
            // What it opens nobody knows here, so that it stays with the host.
            case .password: return "{{host_secret}}"
            case .secret, .other:
                guard variable.isEditable, !variable.key.isEmpty else { return Self.literal(variable.usual[...]) }
                draft.asked.insert(variable.environment)
                let tag = "setting_\(variable.key)"
                return variable.meaning == .secret ? "{{#has_\(tag)}}{{\(tag)}}{{/has_\(tag)}}" : "{{\(tag)}}"
            case .port: return Self.literal(variable.usual[...])
            }
        }
    }

    // MARK: values

    /// Replaces each `{{…}}` and `${…}` of the panels.
    private mutating func replaceValues(
        in text: String,
        with value: (inout EggDraft, Egg.Variable) -> String
    ) -> String {
        var (result, rest) = ("", text[...])
        while let start = ["{{", "${"].compactMap({ rest.firstRange(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound }
        ) {
            let isMustache = rest[start] == "{{"
            guard let end = rest[start.upperBound...].firstRange(of: isMustache ? "}}" : "}") else { break }
            result += Self.literal(rest[..<start.lowerBound])
            let name = String(rest[start.upperBound..<end.lowerBound].filter { !$0.isWhitespace })
            let value = replacement(of: name, value)
            // A brace before a tag would make one of three.
            if result.last == "{", value.first == "{" { result += " " }
            result += value
            rest = rest[end.upperBound...]
        }
        let end = Self.literal(rest)
        return result + (result.last == "}" && end.first == "}" ? " " : "") + end
    }

    /// Braces of the egg's own must not become tags here.
    private static func literal(_ text: Substring) -> String {
        text.reduce(into: "") { result, sign in
            if let last = result.last, last == sign, "{}".contains(sign) { result.append(" ") }
            result.append(sign)
        }
    }

    private mutating func replacement(of name: String, _ value: (inout EggDraft, Egg.Variable) -> String) -> String {
        let last = name.split(separator: ".").last.map(String.init) ?? name
        switch (name, last) {
        case (_, "SERVER_PORT"), (_, "port"): return "{{port_game}}"
        case (_, "SERVER_IP"), (_, "ip"): return "{{address}}"
        case (_, "SERVER_MEMORY"), (_, "memory"):
            gap("program", "2048 MiB stand for the memory that a panel gives; see limits")
            return "2048"
        default: break
        }
        if let variable = egg.variables.first(where: { $0.environment == last }) { return value(&self, variable) }
        gap("product.yaml", "{{\(name)}} of the egg has no meaning here; nothing stands in its place")
        return ""
    }

    var settings: [Egg.Variable] {
        let all = egg.variables.filter { asked.contains($0.environment) }.sorted { $0.key < $1.key }
        // Of two that make one key the first counts.
        return all.indices.filter { $0 == 0 || all[$0 - 1].key != all[$0].key }.map { all[$0] }
    }
}
