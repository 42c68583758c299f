import Wire

/// What its program, its probe and its console have to fulfil.
extension Product {
    /// Absolute paths of everything that the product starts.
    var executables: [String] {
        ((instance == nil ? [program] : []) + (prepare ?? []).map(\.arguments)).compactMap(\.first)
    }

    func checkProgram(_ faults: inout ProductFaults) {
        faults.demand(
            executables.allSatisfy { $0.hasPrefix("/") } && !program.isEmpty,
            "program",
            "must begin with an absolute path"
        )
        faults.demand(
            executables.allSatisfy(isPlain),
            "program",
            "or prepare names a path with other characters than letters, digits and / . _ + -"
        )
        faults.demand(
            (needs ?? []).allSatisfy { $0.hasPrefix("/") && isPlain($0) },
            "needs",
            "must hold absolute paths of letters, digits and / . _ + -"
        )
        let prepared: [String] = (prepare ?? []).flatMap { $0.arguments }
        let hidden = (program.map(withoutPublicTags) + prepared).contains { $0.contains("{{") }
        faults.demand(
            !hidden,
            "program",
            "or prepare has a {{value}} in its arguments, where every user of the host reads it; "
                + "address, slots, port_<name of a port> and setting_<key of a toggle> may be in those of program",
            beside: ["ports", "settings"]
        )
        let isMustache = program.allSatisfy { !$0.contains("{{") || Product.argument($0) != nil }
        faults.demand(isMustache, "program", "has an argument that is not correct mustache")
        for (index, step) in (prepare ?? []).enumerated() where Product.argument(step.standardInput) == nil {
            faults.demand(false, "prepare[\(index)].standardInput", "is not correct mustache")
        }
    }

    func checkInstance(_ faults: inout ProductFaults) {
        let turnsOn = ["instance", "probe.kind"]
        guard let instance else {
            return faults.demand(!probe.kind.asksInstance, "probe.kind", "needs an instance to ask", beside: turnsOn)
        }
        let rules: [(Bool, String, String)] = [
            (probe.kind.asksInstance, "probe.kind", "asks no instance"),
            (
                program == InstancePlan.attendant, "program",
                "must be [\(InstancePlan.attendant.joined(separator: ", "))] where there is an instance"
            ),
            (isLoopback(instance.address), "instance.address", "must be an address of 127.0.0.0/8"),
            ((1...65_535).contains(instance.port), "instance.port", "must be from 1 to 65535"),
            (Self.isWord(instance.user), "instance.user", Self.wordWanted),
            (needs?.contains(instance.secretFile) == true, "instance.secretFile", "must stand under needs too"),
            (prepare?.isEmpty ?? true, "prepare", "has nothing to do where there is an instance"),
            (console != true, "console", "is not there where there is an instance"),
        ]
        for rule in rules { faults.demand(rule.0, rule.1, rule.2, beside: ["instance", "needs"]) }
    }

    func checkProbe(_ faults: inout ProductFaults) {
        let transport = probe.kind.portTransport
        faults.demand(
            ports.contains { $0.name == probe.port && $0.transport == transport },
            "probe.port",
            "is not the name of one of the \(transport) ports",
            beside: ["ports", "probe.kind"]
        )
        faults.demand(probe.intervalSeconds >= 1, "probe.intervalSeconds", "must be 1 or more")
        faults.demand(probe.timeoutMilliseconds, in: 1...60_000, "probe.timeoutMilliseconds")
        faults.demand(probe.failures >= 1, "probe.failures", "must be 1 or more")
        let scripts = files.filter { $0.path == probe.script }.count
        faults.demand(
            scripts == (probe.kind == .teamspeak3 ? 1 : 0) && (probe.script == nil) == (scripts == 0),
            "probe.script",
            "must be the path of one of the files, for a probe teamspeak3 only",
            beside: ["probe.kind", "files"]
        )
    }

    func checkStop(_ faults: inout ProductFaults) {
        faults.demand((1...64).contains(stop.signal), "stop.signal", "must be a signal number from 1 to 64")
        faults.demand(stop.graceSeconds, in: 1...600, "stop.graceSeconds")
        faults.demand(
            stop.command.map { ConsoleLine.allows($0) && console == true } ?? true,
            "stop.command",
            "must be one line, of a product with console: true",
            beside: ["console"]
        )
        faults.demand(restart.attempts, in: 0...1000, "restart.attempts")
        faults.demand(restart.intervalSeconds >= 1, "restart.intervalSeconds", "must be 1 or more")
        faults.demand(
            restart.delaySeconds > 0 && restart.delaySeconds <= restart.maximumDelaySeconds,
            "restart.delaySeconds",
            "must be above 0 and not above maximumDelaySeconds",
            beside: ["restart.maximumDelaySeconds"]
        )
        faults.demand(
            resume.map { staysInside($0.folder) && !$0.suffix.isEmpty } ?? true,
            "resume",
            "needs a folder inside the server's directory and a suffix"
        )
    }

    func checkResize(_ faults: inout ProductFaults) {
        guard let resize else { return }
        let lines = resize.say ?? []
        let needsLines = resize.by == .console || resize.by == .local
        faults.demand(
            lines.isEmpty != needsLines && lines.count <= 20 && lines.allSatisfy(ConsoleLine.allows),
            "resize.say",
            "must be 1 to 20 lines by console or local, and nothing otherwise",
            beside: ["resize.by"]
        )
        let unknown = (lines + [resize.shows ?? ""]).contains {
            $0.replacing("{{slots}}", with: "").replacing("{{host_secret}}", with: "").contains("{{")
        }
        faults.demand(!unknown, "resize", "may name {{slots}} and {{host_secret}} only")
        faults.demand(
            (resize.by != .console || console == true) && (resize.by != .probe || probe.script != nil),
            "resize.by",
            "needs console: true for console, and a script of the probe for probe",
            beside: ["console", "probe"]
        )
        faults.demand(
            (resize.shows == nil) == probe.kind.tellsSlots,
            "resize.shows",
            "must be there for a probe that tells no slots, and only then",
            beside: ["probe.kind"]
        )
    }

    private func isLoopback(_ address: String) -> Bool {
        let parts = address.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private func isPlain(_ path: String) -> Bool {
        path.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._+-".contains($0)) }
    }
}
