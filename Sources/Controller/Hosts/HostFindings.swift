package import Fleet
package import Wire

/// One thing that a host should have, and whether it has it.
package struct HostCheckFinding: Encodable, Equatable, Sendable {
    /// A measure of isolation, or the path of a program or file.
    package let check: String
    /// The products on sale that need it; none for what isolates servers.
    package let neededBy: [String]
    package let holds: Bool
    /// What would make it hold.
    package let remedy: String
}

extension ProductShelf {
    /// What a host's agent says of itself, held against what the products that are sold need there.
    ///
    /// - Parameter sold: Ids of the products on sale.
    package func findings(
        in facts: HostFacts,
        of host: String,
        selling sold: Set<String>
    ) throws(ProductError) -> [HostCheckFinding] {
        let all = try all
        let products = all.filter { sold.contains($0.id) }
        let known = Dictionary((facts.programs + (facts.files ?? [])).map { ($0.path, $0.installed) }) { $0 && $1 }
        let paths = Set(products.flatMap { $0.executables + ($0.needs ?? []) }).sorted()
        return facts.isolation.map {
            HostCheckFinding(check: $0.name, neededBy: [], holds: $0.holds, remedy: $0.remedy)
        }
            + paths.map { path in
                let users = products.filter { $0.executables.contains(path) || $0.needs?.contains(path) == true }
                return HostCheckFinding(
                    check: path,
                    neededBy: users.map(\.id),
                    holds: known[path] ?? false,
                    remedy: known[path] == nil
                        ? "its agent was not told of it; run `lessor host upgrade \(host)`" : Self.remedy(of: users)
                )
            }
            + facts.programs.filter { program in !all.contains { $0.executables.contains(program.path) } }.map {
                HostCheckFinding(check: $0.path, neededBy: [], holds: $0.installed, remedy: "install the program")
            }
    }

    /// How to install what these products need: Debian packages, and what a person does besides.
    private static func remedy(of products: [Product]) -> String {
        let packages = Set(products.flatMap(\.packages)).sorted().joined(separator: " ")
        let steps =
            (packages.isEmpty ? [] : ["apt-get install --no-install-recommends \(packages)"])
            + products.compactMap(\.install)
        return steps.joined(separator: "; then: ")
    }
}

extension HostFacts {
    /// A finding for each address of the host's pool that its machine does not have: nothing could be reached there.
    package func missingAddresses(of host: Host) -> [HostCheckFinding] {
        guard let machine = MachineAddresses(addresses) else { return [] }
        return machine.lacking(host.addresses).map { address in
            HostCheckFinding(
                check: "address \(address)",
                neededBy: [],
                holds: false,
                remedy:
                    "give it to the machine, which has \(machine.list), or leave it out of `lessor host set \(host.name) --serve-on`"
            )
        }
    }
}
