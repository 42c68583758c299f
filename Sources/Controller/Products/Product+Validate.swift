import Wire

extension Product {
    /// Absolute paths of everything that the product starts.
    var executables: [String] {
        ((instance == nil ? [program] : []) + (prepare ?? []).map(\.arguments)).compactMap(\.first)
    }

    /// A value that cannot be right.
    struct Fault: Error {
        /// As in `files[0].mode`.
        let field: String
        /// The rest of the sentence.
        let problem: String
    }

    /// Throws for the first value that cannot be right.
    func validate() throws(Fault) {
        func check(_ holds: Bool, _ field: String, _ problem: String) throws(Fault) {
            guard holds else { throw Fault(field: field, problem: problem) }
        }
        try check(isWord(id), "id", "may hold lower-case letters, digits and hyphens only")
        try check(
            slots.min >= 1 && slots.min <= slots.max,
            "slots",
            "must have a min of 1 or more that is not above max"
        )
        try check(!ports.isEmpty, "ports", "is empty; name one port at least")
        try check(Set(ports.map(\.name)).count == ports.count, "ports", "names one port twice")
        let sockets = Set(ports.map { "\($0.offset)/\($0.transport)" })
        try check(sockets.count == ports.count, "ports", "asks for one transport and offset twice")
        try check(ports.allSatisfy { (0..<100).contains($0.offset) }, "ports", "has an offset outside 0 to 99")
        try check(
            addresses?.isEmpty != true,
            "addresses",
            "is empty; name ipv4, ipv6 or both, or leave it out for both"
        )
        try check(
            executables.allSatisfy { $0.hasPrefix("/") } && !program.isEmpty,
            "program",
            "must begin with an absolute path"
        )
        try check(
            executables.allSatisfy(isPlain),
            "program",
            "or prepare names a path with other characters than letters, digits and / . _ + -"
        )
        try check(
            (needs ?? []).allSatisfy { $0.hasPrefix("/") && isPlain($0) },
            "needs",
            "must hold absolute paths of letters, digits and / . _ + -"
        )
        let secrets = (program + (prepare ?? []).flatMap(\.arguments)).contains {
            withoutPublicValues($0).contains("{{")
        }
        try check(
            !secrets,
            "program",
            "or prepare has a {{value}} in its arguments, where every user of the host reads it; "
                + "address, slots and port_<name of a port> may be there"
        )
        try checkInstance()
        try checkFiles()
        try checkSettings()
        let transport = probe.kind.portTransport
        let asked = ports.contains { $0.name == probe.port && $0.transport == transport }
        try check(asked, "probe.port", "is not the name of one of the \(transport) ports")
        try check(probe.intervalSeconds >= 1, "probe.intervalSeconds", "must be 1 or more")
        try check(
            (1...60_000).contains(probe.timeoutMilliseconds),
            "probe.timeoutMilliseconds",
            "must be from 1 to 60000"
        )
        try check(probe.failures >= 1, "probe.failures", "must be 1 or more")
        try check((1...64).contains(stop.signal), "stop.signal", "must be a signal number from 1 to 64")
        try check((1...600).contains(stop.graceSeconds), "stop.graceSeconds", "must be from 1 to 600")
        try check((0...1000).contains(restart.attempts), "restart.attempts", "must be from 0 to 1000")
        try checkSaves()
        try checkResize()
        try check(restart.intervalSeconds >= 1, "restart.intervalSeconds", "must be 1 or more")
        let delays = restart.delaySeconds > 0 && restart.delaySeconds <= restart.maximumDelaySeconds
        try check(delays, "restart.delaySeconds", "must be above 0 and not above maximumDelaySeconds")
        try check(openFiles >= 64, "openFiles", "must be 64 or more")
        if let percent = placement?.memoryPercent {
            try check((1...100).contains(percent), "placement.memoryPercent", "must be from 1 to 100")
        }
        guard let limits else { return }
        try check((1...1_048_576).contains(limits.memoryMiB), "limits.memoryMiB", "must be from 1 to 1048576")
        try check(
            (0...1_048_576).contains(limits.memoryPerSlotKiB),
            "limits.memoryPerSlotKiB",
            "must be from 0 to 1048576"
        )
        try check((1...100_000).contains(limits.cpuPercent), "limits.cpuPercent", "must be from 1 to 100000")
        try check((1...100_000).contains(limits.tasks), "limits.tasks", "must be from 1 to 100000")
    }

    private func checkInstance() throws(Fault) {
        guard let instance else {
            if probe.kind.asksInstance { throw Fault(field: "probe.kind", problem: "needs an instance to ask") }
            return
        }
        let rules: [(Bool, String, String)] = [
            (probe.kind.asksInstance, "probe.kind", "asks no instance"),
            (
                program == InstancePlan.attendant, "program",
                "must be [\(InstancePlan.attendant.joined(separator: ", "))] where there is an instance"
            ),
            (isLoopback(instance.address), "instance.address", "must be an address of 127.0.0.0/8"),
            ((1...65_535).contains(instance.port), "instance.port", "must be from 1 to 65535"),
            (isWord(instance.user), "instance.user", "may hold lower-case letters, digits and hyphens only"),
            (needs?.contains(instance.secretFile) == true, "instance.secretFile", "must stand under needs too"),
            (prepare?.isEmpty ?? true, "prepare", "has nothing to do where there is an instance"),
            (console != true, "console", "is not there where there is an instance"),
        ]
        if let broken = rules.first(where: { !$0.0 }) { throw Fault(field: broken.1, problem: broken.2) }
    }

    private func isLoopback(_ address: String) -> Bool {
        let parts = address.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private func checkFiles() throws(Fault) {
        for (index, template) in files.enumerated() {
            let field = "files[\(index)]"
            guard staysInside(template.path) else {
                throw Fault(field: "\(field).path", problem: "must stay inside the server's directory")
            }
            guard !template.template.contains("/") else {
                throw Fault(field: "\(field).template", problem: "must be a file beside product.yaml")
            }
            guard let mode = template.permissions, mode & 0o077 == 0 else {
                throw Fault(field: "\(field).mode", problem: "must be \"0600\" or less, since it may hold a secret")
            }
        }
    }

    private func checkSettings() throws(Fault) {
        for (key, setting) in (settings ?? [:]).sorted(by: { $0.key < $1.key }) {
            let field = "settings.\(key)"
            guard isWord(key), key != ProductTemplate.nameKey else {
                throw Fault(field: field, problem: "is no key: lower-case letters, digits and hyphens, and not `name`")
            }
            if let missing = setting.missing { throw Fault(field: field, problem: "needs \(missing)") }
            guard let value = setting.default else { continue }
            guard setting.kind != .secret else {
                throw Fault(
                    field: "\(field).default",
                    problem: "must not be there: everybody who has the product would know it"
                )
            }
            do { _ = try setting.rendered(value) } catch {
                throw Fault(field: "\(field).default", problem: "must be \(error.wanted)")
            }
        }
    }

    private func checkSaves() throws(Fault) {
        if let resume, !staysInside(resume.folder) || resume.suffix.isEmpty {
            throw Fault(field: "resume", problem: "needs a folder inside the server's directory and a suffix")
        }
        if let command = stop.command, !ConsoleLine.allows(command) || console != true {
            throw Fault(field: "stop.command", problem: "must be one line, of a product with console: true")
        }
        let scripts = files.filter { $0.path == probe.script }.count
        guard scripts == (probe.kind == .teamspeak3 ? 1 : 0), (probe.script == nil) == (scripts == 0) else {
            throw Fault(
                field: "probe.script",
                problem: "must be the path of one of the files, for a probe teamspeak3 only"
            )
        }
    }

    private func checkResize() throws(Fault) {
        guard let resize else { return }
        let lines = resize.say ?? []
        let needsLines = resize.by == .console || resize.by == .local
        guard lines.isEmpty != needsLines, lines.count <= 20, lines.allSatisfy(ConsoleLine.allows) else {
            throw Fault(
                field: "resize.say",
                problem: "must be 1 to 20 lines by console or local, and nothing otherwise"
            )
        }
        let unknown = (lines + [resize.shows ?? ""]).contains {
            $0.replacing("{{slots}}", with: "").replacing("{{host_secret}}", with: "").contains("{{")
        }
        guard !unknown else { throw Fault(field: "resize", problem: "may name {{slots}} and {{host_secret}} only") }
        guard resize.by != .console || console == true, resize.by != .probe || probe.script != nil else {
            throw Fault(
                field: "resize.by",
                problem: "needs console: true for console, and a script of the probe for probe"
            )
        }
        guard (resize.shows == nil) == probe.kind.tellsSlots else {
            throw Fault(field: "resize.shows", problem: "must be there for a probe that tells no slots, and only then")
        }
    }

    private func staysInside(_ path: String) -> Bool {
        !path.isEmpty && !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
    }

    /// An argument without the values that may be seen by everybody.
    private func withoutPublicValues(_ argument: String) -> String {
        publicValueNames.reduce(argument) { $0.replacing("{{\($1)}}", with: "") }
    }

    /// What arguments may name.
    var publicValueNames: [String] { ["address", "slots"] + ports.map { "port_\($0.name)" } }

    private func isPlain(_ path: String) -> Bool {
        path.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._+-".contains($0)) }
    }

    private func isWord(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }
}

extension Product.FileTemplate {
    /// `mode` as permission bits; nil where it is no octal number.
    var permissions: Int? {
        Int(mode, radix: 8).flatMap { (0...0o777).contains($0) ? $0 : nil }
    }
}
