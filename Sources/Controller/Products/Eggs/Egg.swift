/// An egg of Pterodactyl (PTDL_v1, PTDL_v2) or Pelican (PLCN_v1 to v3), as far as a product needs it.
struct Egg: Equatable {
    struct File: Equatable {
        let path: String
        let parser: String
        /// What the panel writes at each place of the file.
        let values: [String: String]
    }

    struct Variable: Equatable {
        let name: String
        /// As in `MAX_USERS`.
        let environment: String
        let usual: String
        let isEditable: Bool
        /// `required`, `between:1,64`, …
        let rules: [String]
    }

    let name: String
    let startup: String
    /// A command of its console, or `^C` and the like for a signal.
    let stop: String
    let files: [File]
    let variables: [Variable]
    let features: [String]
    /// The names of its images say what it runs on.
    let images: [String]
    let hasInstallation: Bool

    static let versions = ["PTDL_v1", "PTDL_v2", "PLCN_v1", "PLCN_v2", "PLCN_v3"]
    private static let mostBytes = 1 << 20

    /// Reads an egg's file.
    static func load(_ path: String) throws(FileProblem) -> Egg {
        let text = try YAMLFile.text(of: path)
        guard text.utf8.count <= mostBytes else {
            throw FileProblem(path, "The file \(path) is longer than 1 MiB, which no egg is; give the file of one egg.")
        }
        guard let value = EggValue(reading: text) else {
            throw FileProblem(path, "The file \(path) is neither JSON nor YAML that can be read; export the egg anew.")
        }
        return try Egg(value, path)
    }

    private init(_ value: EggValue, _ path: String) throws(FileProblem) {
        func need(_ value: String?, _ what: String) throws(FileProblem) -> String {
            guard let value else { throw FileProblem(path, "The egg \(path) has no \(what); export it anew.") }
            return value
        }
        let version = value["meta"]["version"].text
        guard let version else {
            throw FileProblem(path, "The file \(path) is no egg: it has no meta.version; give one exported by a panel.")
        }
        guard Self.versions.contains(version) else {
            let known = Self.versions.joined(separator: ", ")
            throw FileProblem(
                path,
                "The egg \(path) is of version \(version), which is not known; export it as one of \(known)."
            )
        }
        name = try need(value["name"].text, "name")
        let commands = value["startup_commands"]
        startup = try need(
            value["startup"].text ?? commands["Default"].text ?? commands.pairs.first?.value.text,
            "startup"
        )
        stop = value["config"]["stop"].text ?? "^C"
        files = try Self.files(value["config"]["files"], path)
        variables = try value["variables"].list.map { item throws(FileProblem) in
            let environment = try need(item["env_variable"].text, "env_variable of a variable")
            guard environment.utf8.allSatisfy(Self.isWordByte) else {
                throw FileProblem(path, "The egg \(path) has a variable \(environment), which is no name; correct it.")
            }
            return Variable(
                name: item["name"].text ?? environment,
                environment: environment,
                usual: item["default_value"].text ?? "",
                isEditable: ["true", "1"].contains(item["user_editable"].text),
                rules: Self.rules(item["rules"])
            )
        }
        features = value["features"].list.compactMap(\.text)
        images = value["docker_images"].pairs.map(\.key) + value["images"].list.compactMap(\.text)
        hasInstallation = value["scripts"]["installation"]["script"].text != nil
    }

    /// A map, or the same as JSON in a text.
    private static func files(_ value: EggValue, _ path: String) throws(FileProblem) -> [File] {
        var map = value
        if let text = value.text {
            guard let inner = EggValue(reading: text) else {
                throw FileProblem(path, "The egg \(path) has config.files that is no JSON; export it anew.")
            }
            map = inner
        }
        return try map.pairs.map { name, file throws(FileProblem) in
            let parts = name.split(separator: "/", omittingEmptySubsequences: false)
            guard !parts.contains(where: { ["", ".", ".."].contains($0) }), name == name.inOneLine else {
                throw FileProblem(
                    path,
                    "The egg \(path) names the file \(name.inOneLine), which is not inside a server's directory; correct it."
                )
            }
            var values: [String: String] = [:]
            for (key, found) in file["find"].pairs {
                // Several replacements of one value depend on what the file has; the last one is as good as any.
                let value = found.text ?? found.pairs.last?.value.text ?? ""
                values[key.inOneLine] = value.inOneLine
            }
            return File(path: name, parser: file["parser"].text ?? "file", values: values)
        }
    }

    private static func rules(_ value: EggValue) -> [String] {
        if let text = value.text { return text.split(separator: "|").map(String.init) }
        return value.list.compactMap(\.text)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
    }
}
