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
    package private(set) var hosts: [HostOccupancy]

    package init(_ hosts: [HostOccupancy]) {
        self.hosts = hosts
    }

    /// Chooses a place and takes it, or changes nothing and says why there is none.
    package mutating func place(_ request: PlacementRequest) throws(PlacementRefusal) -> Placement {
        var limits: [PlacementRefusal.HostLimit] = []
        for index in order(for: request) {
            switch hosts[index].fit(request) {
            case .success(let placement):
                hosts[index].take(placement, for: request)
                return placement
            case .failure(let limit): limits.append(.init(host: hosts[index].host.name, limit: limit))
            }
        }
        limits.sort { $0.host < $1.host }
        throw PlacementRefusal(server: request.server, slots: request.slots, only: request.only, limits: limits)
    }

    private func order(for request: PlacementRequest) -> [Int] {
        let keys = hosts.map { (request.siblings[$0.host.name] ?? 0, $0.copies(of: request), $0.host.name) }
        return hosts.indices
            .filter { request.only == nil || hosts[$0].host.name == request.only }
            .sorted { keys[$0] < keys[$1] }
    }
}

extension HostOccupancy {
    /// How many such servers it could still take, by the scarcer of slots and memory.
    fileprivate func copies(of request: PlacementRequest) -> Double {
        let bySlots = Double(freeSlots) / Double(max(1, request.slots))
        guard let freeMemory, request.neededMemory > .zero else { return bySlots }
        return min(bySlots, Double(freeMemory.kibibytes) / Double(request.neededMemory.kibibytes))
    }

    fileprivate func fit(_ request: PlacementRequest) -> Result<Placement, PlacementRefusal.Limit> {
        if let limit = limit(for: request) { return .failure(limit) }
        for address in addressesByRoom {
            guard let base = lowestBase(for: request.ports, on: address) else { continue }
            let ports = request.ports.map {
                PortBinding(name: $0.name, transport: $0.transport, number: base + $0.offset)
            }
            return .success(Placement(host: host.name, address: address, ports: ports))
        }
        return .failure(.ports(range: host.ports, needed: request.ports.count))
    }

    /// What binds before ports are looked for.
    private func limit(for request: PlacementRequest) -> PlacementRefusal.Limit? {
        if host.state == .drained { return .drained }
        if !reachable { return .unreachable }
        if request.except.contains(host.name) { return .taken }
        let missing = request.labels.filter { !$0.isMet(by: host.labels) }
        if !missing.isEmpty { return .labels(missing.sorted()) }
        if freeSlots < request.slots {
            return .slots(free: freeSlots, capacity: host.capacity, needed: request.slots)
        }
        if let capacity = host.memory, let freeMemory, freeMemory < request.neededMemory {
            return .memory(free: freeMemory, capacity: capacity, needed: request.neededMemory)
        }
        return host.addresses.isEmpty ? .addresses : nil
    }

    /// Emptiest first; equal ones in the order of the pool.
    private var addressesByRoom: [String] {
        host.addresses.enumerated()
            .sorted { (count($0.element), $0.offset) < (count($1.element), $1.offset) }
            .map(\.element)
    }

    private func count(_ address: String) -> Int { taken[address]?.count ?? 0 }

    private func lowestBase(for rules: [PortRule], on address: String) -> Int? {
        let taken = taken[address] ?? []
        return host.ports.first { base in
            rules.allSatisfy { rule in
                let number = base + rule.offset
                return host.sells(number) && !taken.contains(PortNumber(rule.transport, number))
            }
        }
    }
}

extension Host {
    /// Whether a server may be given this port number here.
    package func sells(_ number: Int) -> Bool {
        number >= 1024 && ports.contains(number) && !ephemeralPorts.contains(number)
    }
}
