import Contract
import Wire

extension ServerRecord {
    var order: HostPlan.Order { HostPlan.Order(server: id, generation: generation, demand: wanted) }

    /// The agent converges by itself to a generation that it has taken; only older ones and none are sent again.
    func needsSending(_ seen: ObservedServer?) -> Bool {
        guard let seen else { return true }
        return seen.generation < generation
    }

    func isDelivered(_ seen: ObservedServer?) -> Bool {
        guard deliveredAt == nil, demand.state == .running, let seen, seen.generation == generation else {
            return false
        }
        return seen.state == .up && (seen.slotsReported ?? demand.slots) == demand.slots
    }

    func isAttested(_ state: ServiceDemand.State, _ seen: ObservedServer?) -> Bool {
        guard wanted.state == state, let seen, seen.generation == generation else { return false }
        return seen.state.rawValue == state.rawValue
    }

    func erasure(_ seen: ObservedServer?) -> HostPlan.Erasure? {
        guard closedAt == nil || erasedAt == nil, isAttested(.absent, seen) else { return nil }
        return HostPlan.Erasure(server: id, proof: seen?.erasure ?? "")
    }

    func drift(_ seen: ObservedServer?) -> Drift? {
        guard let seen else { return lost }
        if seen.generation > generation {
            return drift(
                .newerOnHost,
                "has taken generation \(seen.generation) on its host and the books know \(generation): they look restored "
                    + "from an older copy, so nothing is sent to it"
            )
        }
        switch wanted.state {
        case .running:
            if let slots = seen.slotsReported, slots != demand.slots, seen.generation == generation {
                return drift(.wrongSlots, "has \(slots) slots and \(demand.slots) are paid for")
            }
            guard !seen.state.isUpOrComing else { return nil }
            return drift(.paidButDown, "is paid for and \(seen.state.rawValue)\(clause(seen.problem ?? problem))")
        case .stopped, .absent:
            guard seen.state.mayHaveProcess else { return nil }
            return drift(.unpaidButUp, "should be \(wanted.state.rawValue) and is \(seen.state.rawValue)")
        }
    }

    /// A server that the host does not know: it was delivered, or its host would not take it. One that was only just
    /// placed is on its way.
    private var lost: Drift? {
        guard deliveredAt != nil || problem != nil, wanted.state == .running else { return nil }
        return drift(.paidButDown, "is paid for and its host does not know it\(clause(problem))")
    }

    /// Why it is on no host, where it should run on one.
    package var unplacedDrift: Drift? {
        guard placement == nil, demand.state == .running else { return nil }
        return drift(.unplaced, "is paid for and on no host\(clause(problem))")
    }

    private func clause(_ problem: String?) -> String { problem.map { ": " + $0.sentenceEnd } ?? "" }

    private func drift(_ kind: Drift.Kind, _ words: String) -> Drift {
        Drift(kind: kind, server: id.description, message: "\(id) \(words).")
    }
}

extension ServerCopy {
    func drift(_ seen: ObservedServer?) -> Drift? {
        guard let seen, seen.state.mayHaveProcess else { return nil }
        return Drift(
            kind: .runsTwice,
            server: server.description,
            message: "\(server) belongs to another host and is \(seen.state.rawValue) on \(host) too."
        )
    }
}

extension String {
    /// As the end of a sentence that brings its own full stop.
    fileprivate var sentenceEnd: String { hasSuffix(".") ? String(dropLast()) : self }
}

extension ObservedServer.State {
    fileprivate var isUpOrComing: Bool { self == .up || self == .starting }

    var mayHaveProcess: Bool {
        switch self {
        case .starting, .up, .unresponsive, .waiting, .stopping: true
        case .failed, .stopped, .absent: false
        }
    }
}
