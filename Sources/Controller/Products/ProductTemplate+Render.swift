import Mustache
package import Wire

extension ProductTemplate {
    /// The program for a host's agent.
    ///
    /// - Parameters:
    ///   - address: the address to bind, in numbers.
    ///   - ports: exactly the product's ports, by name.
    ///   - name: what the client calls the server; any text, it can break nothing.
    ///   - settings: what the client chose of it besides its name, by key.
    ///   - secrets: the same of what is shown to nobody; goes where the password goes.
    ///   - restarts: how often an operator had it restarted.
    ///   - password: of the server's administrator; goes to files with mode 0600 and to standard input only.
    ///   - hostSecret: the same of what only the server's host may do with it.
    package func render(
        slots: Int,
        address: String,
        ports: [PortBinding],
        name: String,
        password: String,
        hostSecret: String,
        settings: [String: String] = [:],
        secrets: [String: String] = [:],
        restarts: Int = 0
    ) throws(ProductError) -> Program {
        guard product.slots.range.contains(slots) else {
            throw .slotsOutOfRange(product: product.id, slots: slots, range: product.slots.range)
        }
        try demandLicence()
        try check(ports)
        try check(address: address, name: name, secrets: [password, hostSecret])
        var values = ["address": address, "name": name, "password": password, "host_secret": hostSecret]
        values.merge(settingValues(settings.merging(secrets) { _, secret in secret })) { own, _ in own }
        for port in ports { values["port_\(port.name)"] = "\(port.number)" }
        let basis = try program(product.slots.min, address, ports, values, restarts, resize: nil).runDigest
        let resize = resizePlan(basis: basis, ["slots": "\(slots)", "host_secret": hostSecret])
        return try program(slots, address, ports, values, restarts, resize: resize)
    }

    private func program(
        _ slots: Int,
        _ address: String,
        _ ports: [PortBinding],
        _ others: [String: String],
        _ restarts: Int,
        resize: ResizePlan?
    ) throws(ProductError) -> Program {
        let values = others.merging(["slots": "\(slots)"]) { $1 }
        let plans = product
        return Program(
            slots: slots,
            address: address,
            ports: ports,
            arguments: arguments(values),
            environment: plans.environment ?? [:],
            files: try renderFiles(values),
            prepare: try prepareSteps(values),
            probe: ProbePlan(plans.probe),
            stop: StopPlan(
                signal: plans.stop.signal,
                graceSeconds: plans.stop.graceSeconds,
                command: plans.stop.command
            ),
            cleanExitCodes: plans.cleanExitCodes,
            restart: RestartPlan(plans.restart),
            openFiles: plans.openFiles,
            restarts: restarts == 0 ? nil : restarts,
            console: plans.console,
            limits: ProgramLimits(plans.limits, slots: slots),
            resume: plans.resume.map { ResumePlan(folder: $0.folder, suffix: $0.suffix, arguments: $0.arguments) },
            resize: resize,
            instance: plans.instance
        )
    }

    private func resizePlan(basis: UInt64, _ values: [String: String]) -> ResizePlan {
        func filled(_ text: String) -> String {
            values.reduce(text) { $0.replacing("{{\($1.key)}}", with: $1.value) }
        }
        let plan = product.resize
        return ResizePlan(
            basis: basis,
            way: plan?.by,
            lines: (plan?.say ?? []).map(filled),
            shows: plan?.shows.map(filled)
        )
    }

    private func renderFiles(_ values: [String: String]) throws(ProductError) -> [RenderedFile] {
        var rendered: [RenderedFile] = []
        for file in product.files {
            let recorder = RecordingValues(values)
            let text = files[file.path]?.render(recorder) ?? ""
            try refuse(recorder.missing, in: file.template)
            rendered.append(RenderedFile(path: file.path, mode: file.permissions ?? 0o600, text: text))
        }
        return rendered
    }

    private func prepareSteps(_ values: [String: String]) throws(ProductError) -> [PrepareStep] {
        var steps: [PrepareStep] = []
        for step in product.prepare ?? [] {
            let recorder = RecordingValues(values)
            guard let template = try? MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + step.standardInput) else {
                throw .invalid(
                    "The product \(product.id) cannot be used: prepare.standardInput is not correct mustache."
                )
            }
            let input = template.render(recorder)
            try refuse(recorder.missing, in: "prepare.standardInput")
            steps.append(PrepareStep(arguments: step.arguments, standardInput: input))
        }
        return steps
    }

    private func refuse(_ missing: [String], in place: String) throws(ProductError) {
        guard let first = missing.first else { return }
        throw .unknownValue(product: product.id, value: first, place: place)
    }

    private func check(_ ports: [PortBinding]) throws(ProductError) {
        let fits =
            ports.count == product.ports.count
            && product.ports.allSatisfy { wanted in
                ports.contains { $0.name == wanted.name && $0.transport == wanted.transport }
            }
        let bases = Set(
            ports.compactMap { port in
                product.ports.first { $0.name == port.name }.map { port.number - $0.offset }
            }
        )
        guard fits, bases.count == 1, ports.allSatisfy({ (1...65_535).contains($0.number) }) else {
            let wanted = product.ports.map { "\($0.name) (\($0.transport), first port + \($0.offset))" }
            throw .wrongPorts(product: product.id, wanted: wanted.joined(separator: ", "))
        }
    }

    /// Throws for a name that no server can be given. One that was given before may be empty: what is paid for runs.
    static func check(length name: String) throws(ProductError) {
        guard name.unicodeScalars.count <= 200 else {
            throw .unusableValue("The server's name is longer than 200 characters; shorten it.")
        }
    }

    private func check(address: String, name: String, secrets: [String]) throws(ProductError) {
        let numeric = address.utf8.allSatisfy { "0123456789abcdefABCDEF.:".utf8.contains($0) }
        guard !address.isEmpty, numeric else {
            throw .unusableValue(
                "The address \"\(address)\" is not an address in numbers; give one such as 192.0.2.10."
            )
        }
        try Self.check(length: name)
        let areWhole = secrets.allSatisfy { secret in
            !secret.isEmpty && secret.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        }
        guard areWhole else {
            throw .unusableValue("The server's password is empty or holds a control character; choose another one.")
        }
    }
}

extension ProgramLimits {
    init(_ limits: Product.Limits, slots: Int) {
        let memory = Int64(limits.memoryMiB) << 20 + Int64(limits.memoryPerSlotKiB * slots) << 10
        self.init(memoryBytes: memory, cpuPercent: limits.cpuPercent, tasks: limits.tasks)
    }
}

extension ProbePlan {
    init(_ probe: Product.Probe) {
        self.init(
            kind: probe.kind,
            port: probe.port,
            intervalSeconds: probe.intervalSeconds,
            timeoutMilliseconds: probe.timeoutMilliseconds,
            failures: probe.failures,
            script: probe.script
        )
    }
}

extension RestartPlan {
    init(_ restart: Product.Restart) {
        self.init(
            attempts: restart.attempts,
            intervalSeconds: restart.intervalSeconds,
            delaySeconds: restart.delaySeconds,
            maximumDelaySeconds: restart.maximumDelaySeconds
        )
    }
}
