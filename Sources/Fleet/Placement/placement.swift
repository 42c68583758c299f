import Wire

/// Chooses where a server goes: the fullest host that still takes it, then the first by name; there the address with most
/// room and the lowest free set of ports. The same occupancy gives the same answer.
///
/// Never gives a port below 1024 or in the host's ephemeral range.
package func placement(
    of request: PlacementRequest,
    on hosts: [HostOccupancy]
) throws(PlacementRefusal) -> Placement {
    let order = hosts.sorted { ($0.freeSlots, $0.host.name) < ($1.freeSlots, $1.host.name) }
    var limits: [PlacementRefusal.HostLimit] = []
    for occupancy in order {
        switch occupancy.fit(request) {
        case .success(let placement): return placement
        case .failure(let limit): limits.append(.init(host: occupancy.host.name, limit: limit.limit))
        }
    }
    limits.sort { $0.host < $1.host }
    throw PlacementRefusal(server: request.server, slots: request.slots, limits: limits)
}

private struct Misfit: Error { let limit: PlacementRefusal.Limit }

extension HostOccupancy {
    package var freeSlots: Int { host.capacity - usedSlots }

    fileprivate func fit(_ request: PlacementRequest) -> Result<Placement, Misfit> {
        if host.state == .drained { return .failure(Misfit(limit: .drained)) }
        if !reachable { return .failure(Misfit(limit: .unreachable)) }
        if freeSlots < request.slots {
            return .failure(
                Misfit(limit: .slots(free: freeSlots, capacity: host.capacity, needed: request.slots))
            )
        }
        if host.addresses.isEmpty { return .failure(Misfit(limit: .addresses)) }
        for address in addressesByRoom {
            guard let base = lowestBase(for: request.rules, on: address) else { continue }
            let ports = request.rules.map {
                PortBinding(name: $0.name, transport: $0.transport, number: base + $0.offset)
            }
            return .success(Placement(host: host.name, address: address, ports: ports))
        }
        return .failure(Misfit(limit: .ports(range: host.ports, needed: request.rules.count)))
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
