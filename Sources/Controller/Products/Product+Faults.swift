extension Product {
    /// More than any program serves; beyond it a number is a slip of the hand.
    static let mostSlots = 10_000

    /// All that cannot be right, the most telling first.
    var faults: [ProductFaults.Fault] {
        var faults = ProductFaults()
        faults.demand(Self.isWord(id), "id", Self.wordWanted)
        checkSlots(&faults)
        checkPorts(&faults)
        checkProgram(&faults)
        checkInstance(&faults)
        checkFiles(&faults)
        checkSettings(&faults)
        checkProbe(&faults)
        checkStop(&faults)
        checkResize(&faults)
        checkLimits(&faults)
        return faults.all
    }

    static let wordWanted = "may hold lower-case letters, digits and hyphens only"

    static func isWord(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }

    private func checkSlots(_ faults: inout ProductFaults) {
        faults.demand(
            slots.min >= 1 && slots.min <= slots.max,
            "slots",
            "must have a min of 1 or more that is not above max"
        )
        faults.demand(slots.max <= Self.mostSlots, "slots.max", "must be \(Self.mostSlots) or less")
    }

    private func checkPorts(_ faults: inout ProductFaults) {
        faults.demand(!ports.isEmpty, "ports", "is empty; name one port at least")
        faults.demand(Set(ports.map(\.name)).count == ports.count, "ports", "names one port twice")
        let sockets = Set(ports.map { "\($0.offset)/\($0.transport)" })
        faults.demand(sockets.count == ports.count, "ports", "asks for one transport and offset twice")
        faults.demand(ports.allSatisfy { (0..<100).contains($0.offset) }, "ports", "has an offset outside 0 to 99")
        faults.demand(
            addresses?.isEmpty != true,
            "addresses",
            "is empty; name ipv4, ipv6 or both, or leave it out for both"
        )
    }

    private func checkFiles(_ faults: inout ProductFaults) {
        for (index, template) in files.enumerated() {
            let field = "files[\(index)]"
            faults.demand(staysInside(template.path), "\(field).path", "must stay inside the server's directory")
            faults.demand(!template.template.contains("/"), "\(field).template", "must be a file beside product.yaml")
            faults.demand(
                template.permissions.map { $0 & 0o077 == 0 } ?? false,
                "\(field).mode",
                "must be \"0600\" or less, since it may hold a secret"
            )
        }
    }

    private func checkSettings(_ faults: inout ProductFaults) {
        for (key, setting) in (settings ?? [:]).sorted(by: { $0.key < $1.key }) {
            let field = "settings.\(key)"
            faults.demand(
                Self.isWord(key) && key != ProductTemplate.nameKey,
                field,
                "is no key: lower-case letters, digits and hyphens, and not `name`"
            )
            if let missing = setting.missing {
                faults.demand(false, field, "needs \(missing)")
                continue
            }
            guard let value = setting.default else { continue }
            guard setting.kind != .secret else {
                faults.demand(
                    false,
                    "\(field).default",
                    "must not be there: everybody who has the product would know it"
                )
                continue
            }
            do { _ = try setting.rendered(value) } catch {
                faults.demand(false, "\(field).default", "must be \(error.wanted)")
            }
        }
    }

    private func checkLimits(_ faults: inout ProductFaults) {
        faults.demand(openFiles >= 64, "openFiles", "must be 64 or more")
        if let percent = placement?.memoryPercent {
            faults.demand(percent, in: 1...100, "placement.memoryPercent")
        }
        faults.demand(limits.memoryMiB, in: 1...1_048_576, "limits.memoryMiB")
        faults.demand(limits.memoryPerSlotKiB, in: 0...1_048_576, "limits.memoryPerSlotKiB")
        faults.demand(limits.cpuPercent, in: 1...100_000, "limits.cpuPercent")
        faults.demand(limits.tasks, in: 1...100_000, "limits.tasks")
    }

    func staysInside(_ path: String) -> Bool {
        !path.isEmpty && !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
    }
}

extension Product.FileTemplate {
    /// `mode` as permission bits; nil where it is no octal number.
    var permissions: Int? {
        Int(mode, radix: 8).flatMap { (0...0o777).contains($0) ? $0 : nil }
    }
}
