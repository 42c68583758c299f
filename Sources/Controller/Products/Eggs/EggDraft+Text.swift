import FoundationEssentials
import Wire

extension EggDraft {
    private static let signals: [String: Int32] = [
        "^C": 2, "^^C": 2, "^SIGINT": 2, "^SIGTERM": 15, "^SIGQUIT": 3, "SIGTERM": 15, "SIGINT": 2,
    ]

    /// product.yaml. Everything that comes from the egg is quoted as JSON, which YAML takes.
    mutating func describe() -> String {
        let slots = slotRange
        let probe = probe
        let stop = stop
        gap("restart", "how often a crash may be answered by a start, and cleanExitCodes: the egg says neither")
        gap("limits", "what one server may take of its host: memory, CPU, tasks; what stands there is a guess")
        let installation =
            egg.hasInstallation
            ? "the egg installs it by a script in a container" : "the egg does not say how it is installed"
        gap("packages", "\(installation); name Debian packages, or say under `install` what a person does")
        if egg.features.contains("eula") {
            gap("licence", "where its licence is to be read, which the operator has to accept")
        }
        for variable in egg.variables where variable.meaning == .port {
            gap(
                "ports",
                "\(variable.environment) (\(variable.name.inOneLine)) is another port; add it as n+1, n+2 … where it is needed"
            )
        }
        var lines = [
            "# Made from an egg; what is left to do stands under gaps, at the end.",
            "id: \(id)", "title: \(Self.quoted(egg.name))", "verified: false",
        ]
        if egg.features.contains("eula") {
            lines.append(
                "licence: {title: \(Self.quoted("licence of \(egg.name)")), read: the documents of the program}"
            )
        }
        lines += ["slots: {min: \(slots.least), max: \(slots.most)}", "ports:"]
        lines += probe.transports.map {
            "  - {name: \($0 == probe.transport ? "game" : "other"), transport: \($0), offset: 0}"
        }
        lines += ["program:"] + program.map { "  - \(Self.quoted($0))" }
        lines.append(templates.isEmpty ? "files: []" : "files:")
        lines += templates.map {
            "  - {path: \(Self.quoted($0.path)), mode: \"0600\", template: \(Self.quoted($0.name)), format: \($0.format)}"
        }
        lines += [
            "probe: {kind: \(probe.kind), port: game, intervalSeconds: 10, timeoutMilliseconds: 1000, failures: 3}",
            stop,
        ]
        lines += [
            "cleanExitCodes: [0]",
            "restart: {attempts: 5, intervalSeconds: 300, delaySeconds: 1, maximumDelaySeconds: 30}",
        ]
        if !settings.isEmpty { lines += ["settings:"] + settings.map { "  \($0.key): {\(Self.setting($0))}" } }
        lines += [
            "openFiles: 4096", "limits: {memoryMiB: 2048, memoryPerSlotKiB: 0, cpuPercent: 100, tasks: 256}",
            "packages: []", "gaps:",
        ]
        lines += gaps.map { "  - {field: \(Self.quoted($0.field)), what: \(Self.quoted($0.what))}" }
        return lines.joined(separator: "\n") + "\n"
    }

    private var slotRange: (least: Int, most: Int) {
        mutating get {
            guard let variable = egg.variables.first(where: { $0.meaning == .slots }) else {
                gap(
                    "slots",
                    "the egg has no variable for the number of players; say how few and how many the program takes"
                )
                return (2, 32)
            }
            let bounds = variable.bounds
            let least = min(max(1, bounds.least ?? 2), Product.mostSlots)
            guard let most = bounds.most, (least...Product.mostSlots).contains(most) else {
                gap("slots", "\(variable.environment) has no bounds; say how many the program takes")
                return (least, max(least, min(Int(variable.usual) ?? 32, Product.mostSlots)))
            }
            return (least, most)
        }
    }

    /// The kind of probe that the egg's own words point to.
    private var probe: (kind: String, transport: String, transports: [String]) {
        mutating get {
            let words = ([egg.name, egg.startup] + egg.images + egg.features + egg.files.map(\.path)).joined(
                separator: " "
            ).lowercased()
            if words.contains("mumble") || words.contains("murmur") { return ("mumble", "udp", ["udp", "tcp"]) }
            if words.contains("minecraft") || words.contains("server.properties") {
                return ("minecraft", "tcp", ["tcp"])
            }
            if words.contains("srcds") || words.contains("source-engine") { return ("source", "udp", ["udp", "tcp"]) }
            let kinds = ProbePlan.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            gap(
                "probe",
                "how the program is asked who plays, one of \(kinds); `source` holds the place, since many games answer it"
            )
            gap("ports", "which transports the program listens on; the egg does not say")
            return ("source", "udp", ["udp"])
        }
    }

    private var stop: String {
        guard let signal = Self.signals[egg.stop] else {
            if egg.stop.hasPrefix("^") || !ConsoleLine.allows(egg.stop) {
                return "stop: {signal: 15, graceSeconds: 30}"
            }
            return "stop: {signal: 15, graceSeconds: 60, command: \(Self.quoted(egg.stop))}\nconsole: true"
        }
        return "stop: {signal: \(signal), graceSeconds: 30}"
    }

    private static func setting(_ variable: Egg.Variable) -> String {
        let title = "title: \(quoted(variable.name.inOneLine))"
        if variable.meaning == .secret { return "\(title), kind: secret, length: 32" }
        let usual = "default: \(quoted(variable.usual.inOneLine))"
        let choices = variable.choices
        if choices.contains(variable.usual) {
            return "\(title), kind: choice, values: [\(choices.map(quoted).joined(separator: ", "))], \(usual)"
        }
        if variable.isNumber, let number = Int(variable.usual) {
            let bounds = variable.bounds
            let least = min(bounds.least ?? 0, number)
            return "\(title), kind: integer, min: \(least), max: \(max(bounds.most ?? 1_000_000, number)), \(usual)"
        }
        if variable.rules.contains("boolean"), let toggle = toggle(variable.usual) {
            return "\(title), kind: toggle, \(toggle)"
        }
        return
            "\(title), kind: text, length: \(max(variable.bounds.most ?? 100, variable.usual.unicodeScalars.count, 1)), \(usual)"
    }

    private static func toggle(_ usual: String) -> String? {
        switch usual {
        case "1", "0": "on: \"1\", off: \"0\", default: \"\(usual == "1" ? "on" : "off")\""
        case "true", "false": "on: \"true\", off: \"false\", default: \"\(usual == "true" ? "on" : "off")\""
        default: nil
        }
    }

    private static func quoted(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        return (try? encoder.encode(text.inOneLine)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}
