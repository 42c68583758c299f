package import Contract
package import Wire

/// A port of a host's address that is not free.
package struct PortUse: Hashable, Sendable {
    package enum Owner: Hashable, Sendable {
        case server(ServerID)
        /// Erased, and its port waits.
        case quarantine(ServerID, until: Instant)
        /// A program that is not one of our servers, by name where the host knows it.
        case foreign(String?)
    }

    package let address: String
    package let port: PortNumber
    package let owner: Owner

    package init(address: String, port: PortNumber, owner: Owner) {
        self.address = address
        self.port = port
        self.owner = owner
    }
}

/// Ports in a row on one address that are all the same to an operator.
package struct PortRun: Equatable, Sendable {
    package enum Kind: Hashable, Sendable {
        case used(PortUse.Owner)
        case free
        /// Inside the pool and never sold: below 1024, or the kernel's for outgoing connections.
        case kernel
    }

    package let address: String
    package let numbers: ClosedRange<Int>
    /// Of those that are used; empty for the others.
    package let transports: [PortBinding.Transport]
    package let kind: Kind

    package init(
        address: String,
        numbers: ClosedRange<Int>,
        transports: [PortBinding.Transport] = [],
        kind: Kind
    ) {
        self.address = address
        self.numbers = numbers
        self.transports = transports
        self.kind = kind
    }
}

extension Host {
    /// All of its pool, address by address, and what is used outside of it.
    package func portRuns(_ uses: [PortUse]) -> [PortRun] {
        let byAddress = Dictionary(grouping: uses, by: \.address)
        let others = byAddress.keys.filter { !addresses.contains($0) }.sorted()
        return (addresses + others).flatMap { address in
            let used = usedRuns(address, byAddress[address] ?? [])
            let rest = addresses.contains(address) ? restRuns(address, around: used) : []
            return (used + rest).sorted { $0.order < $1.order }
        }
    }

    private func usedRuns(_ address: String, _ uses: [PortUse]) -> [PortRun] {
        struct Key: Hashable {
            let number: Int
            let owner: PortUse.Owner
        }
        let transports = Dictionary(grouping: uses) { Key(number: $0.port.number, owner: $0.owner) }
            .mapValues { Set($0.map(\.port.transport)).sorted { $0.rawValue > $1.rawValue } }
        var open: [PortUse.Owner: PortRun] = [:]
        var runs: [PortRun] = []
        for (key, transports) in transports.sorted(by: { $0.key.number < $1.key.number }) {
            var first = key.number
            if let run = open[key.owner] {
                if run.numbers.upperBound == key.number - 1, run.transports == transports {
                    first = run.numbers.lowerBound
                } else {
                    runs.append(run)
                }
            }
            open[key.owner] = PortRun(
                address: address,
                numbers: first...key.number,
                transports: transports,
                kind: .used(key.owner)
            )
        }
        return runs + open.values
    }

    private func restRuns(_ address: String, around used: [PortRun]) -> [PortRun] {
        let taken = Set(used.flatMap(\.numbers))
        var runs: [PortRun] = []
        for number in ports.ranges.joined() where !taken.contains(number) {
            let kind: PortRun.Kind = isSellable(number) ? .free : .kernel
            if let last = runs.last, last.kind == kind, last.numbers.upperBound == number - 1 {
                runs[runs.count - 1] = PortRun(address: address, numbers: last.numbers.lowerBound...number, kind: kind)
            } else {
                runs.append(PortRun(address: address, numbers: number...number, kind: kind))
            }
        }
        return runs
    }
}

extension PortRun {
    fileprivate var order: (Int, String) { (numbers.lowerBound, transports.map(\.rawValue).joined()) }
}
