import Wire

/// Chooses where a server goes; the same occupancy gives the same answer.
///
/// Of the hosts that take it, those with fewest servers of the same client come first, so that one dead machine is not all that a
/// client has; of these the fullest, measured by how many such servers it could still take; then the first by name. There the
/// address with most room and the lowest free set of ports. Never gives a port below 1024 or in the host's ephemeral range.
package func placement(
    of request: PlacementRequest,
    on hosts: [HostOccupancy]
) throws(PlacementRefusal) -> Placement {
    var room = FleetRoom(hosts)
    return try room.place(request)
}

/// The room of all hosts, for one server after the other.
package struct FleetRoom: Sendable {
    /// By name.
    package private(set) var hosts: [HostOccupancy]

    package init(_ hosts: [HostOccupancy]) {
        self.hosts = hosts.sorted { $0.host.name < $1.host.name }
    }

    /// Chooses a place and takes it, or changes nothing and says why there is none.
    package mutating func place(_ request: PlacementRequest) throws(PlacementRefusal) -> Placement {
        var candidates = candidates(for: request)
        // One after the other rather than sorted: the first nearly always has ports.
        while let best = candidates.indices.min(by: { candidates[$0] < candidates[$1] }) {
            let index = candidates.remove(at: best).index
            guard let placement = hosts[index].ports(for: request) else { continue }
            hosts[index].take(placement, for: request)
            return placement
        }
        throw refusal(of: request)
    }

    private func candidates(for request: PlacementRequest) -> [Candidate] {
        hosts.indices.compactMap { index in
            let occupancy = hosts[index]
            guard request.mayGo(to: occupancy.host), occupancy.limit(for: request) == nil else { return nil }
            let siblings = request.siblings.isEmpty ? 0 : request.siblings[occupancy.host.name] ?? 0
            return Candidate(siblings: siblings, copies: occupancy.copies(of: request), index: index)
        }
    }

    private func refusal(of request: PlacementRequest) -> PlacementRefusal {
        let limits = hosts.filter { request.mayGo(to: $0.host) }.map { occupancy in
            let ports = PlacementRefusal.Limit.ports(occupancy.host.ports, needed: request.ports.count)
            return PlacementRefusal.HostLimit(host: occupancy.host.name, limit: occupancy.limit(for: request) ?? ports)
        }
        return PlacementRefusal(server: request.server, slots: request.slots, only: request.only, limits: limits)
    }
}

/// A host that has all but perhaps the ports; the better one is less.
private struct Candidate: Comparable {
    let siblings: Int
    let copies: Double
    let index: Int

    static func < (left: Candidate, right: Candidate) -> Bool {
        (left.siblings, left.copies, left.index) < (right.siblings, right.copies, right.index)
    }
}

extension PlacementRequest {
    fileprivate func mayGo(to host: Host) -> Bool { only == nil || only == host.name }

    fileprivate func canServe(on address: String) -> Bool { families.contains(AddressFamily(of: address)) }
}

extension HostOccupancy {
    /// How many such servers it could still take, by the scarcer of slots and memory.
    fileprivate func copies(of request: PlacementRequest) -> Double {
        let bySlots = Double(freeSlots) / Double(max(1, request.slots))
        guard let freeMemory, request.neededMemory > .zero else { return bySlots }
        return min(bySlots, Double(freeMemory.kibibytes) / Double(request.neededMemory.kibibytes))
    }

    /// On the emptiest address that has the set.
    fileprivate func ports(for request: PlacementRequest) -> Placement? {
        let everywhere = request.onEveryAddress ? taken.values.reduce(into: Set()) { $0.formUnion($1) } : nil
        for address in addressesByRoom where request.canServe(on: address) {
            let taken = everywhere ?? taken[address] ?? []
            guard let base = lowestBase(for: request.ports, without: taken) else { continue }
            let ports = request.ports.map {
                PortBinding(name: $0.name, transport: $0.transport, number: base + $0.offset)
            }
            return Placement(host: host.name, address: address, ports: ports)
        }
        return nil
    }

    /// What binds before ports are looked for.
    fileprivate func limit(for request: PlacementRequest) -> PlacementRefusal.Limit? {
        // First of all what a person can end: files of it on a host that answers.
        let tie = request.except[host.name]
        if let tie, tie != .home, reachable { return .taken(request.server, tie) }
        if host.state == .drained { return .drained }
        if !reachable { return .unreachable }
        if let tie { return .taken(request.server, tie) }
        let missing = request.labels.filter { !$0.isMet(by: host.labels) }
        if !missing.isEmpty { return .labels(missing.sorted()) }
        if freeSlots < request.slots {
            return .slots(free: freeSlots, capacity: host.capacity, needed: request.slots)
        }
        if let capacity = host.memory, let freeMemory, freeMemory < request.neededMemory {
            return .memory(free: freeMemory, capacity: capacity, needed: request.neededMemory)
        }
        return host.addresses.contains(where: request.canServe) ? nil : .addresses(request.families)
    }

    /// Emptiest first; equal ones in the order of the pool.
    private var addressesByRoom: [String] {
        host.addresses.enumerated()
            .sorted { (count($0.element), $0.offset) < (count($1.element), $1.offset) }
            .map(\.element)
    }

    private func count(_ address: String) -> Int { taken[address]?.count ?? 0 }

    /// All ports of the set lie in one range of the pool.
    private func lowestBase(for rules: [PortRule], without taken: Set<PortNumber>) -> Int? {
        let offsets = rules.map(\.offset)
        guard let least = offsets.min(), let most = offsets.max() else { return host.ports.bounds.lowerBound }
        for range in host.ports.ranges where range.count > most - least {
            let bases = (range.lowerBound - least)...(range.upperBound - most)
            let base = bases.first { base in
                rules.allSatisfy { rule in
                    let number = base + rule.offset
                    return host.isSellable(number) && !taken.contains(PortNumber(rule.transport, number))
                }
            }
            if let base { return base }
        }
        return nil
    }
}

extension Host {
    /// Whether a server may be given this port number of the pool: not one for root alone, nor one of the kernel's.
    package func isSellable(_ number: Int) -> Bool { number >= 1024 && !ephemeralPorts.contains(number) }
}
