import Contract
import Fleet
import Store
import Wire

/// Takes every move one step further. Each step is one transaction that can be repeated; what happens on hosts happens in their
/// visits, from what is written here.
struct Moving {
    let workspace: Workspace
    let now: Instant
    /// Hosts that do not answer now.
    let silent: Set<String>

    /// So many servers of one host are under way at once: each is down meanwhile.
    static let mostAtOnce = 2

    private var store: Store { workspace.store }

    /// Moves whose files are to be carried now, and what was done.
    func run() throws -> (carry: [Move], report: PassReport) {
        var report = PassReport()
        var carry: [Move] = []
        var active = Dictionary(grouping: try store.moves().filter(\.isActive), by: \.source).mapValues(\.count)
        for move in try store.moves() {
            guard let server = try store.server(move.server) else { continue }
            if try settleHold(of: move, server, into: &report) { continue }
            let step = move.step(of: server, copies: try store.copies(of: move.server), now: now)
            switch step {
            case .begin where active[move.source, default: 0] >= Self.mostAtOnce: report.isSettled = false
            case .begin:
                if try begin(move, server, into: &report) { active[move.source, default: 0] += 1 }
            case .carry:
                carry.append(move)
                wait(for: move, into: &report)
            case .wait: wait(for: move, into: &report)
            default: try take(step, of: move, server, into: &report)
            }
        }
        try openGates(into: &report)
        return (carry, report)
    }

    private func begin(_ move: Move, _ server: ServerRecord, into report: inout PassReport) throws -> Bool {
        let problem: String
        do {
            let rules = try workspace.shelf.template(server.product).product.placementRules
            try store.beginMove(move.server, rules: rules, at: now, unreachable: silent)
            report.moved += 1
            return true
        } catch let error as ProductError {
            problem = "\(move.server) cannot be moved: \(error)"
        } catch StoreError.placement(let refusal) {
            problem = "\(move.server) waits to be moved. \(refusal)"
        }
        if problem != move.problem { try store.recordMoveProblem(move.server, problem) }
        report.problems.append(problem)
        return false
    }

    private func take(_ step: MoveStep, of move: Move, _ server: ServerRecord, into report: inout PassReport) throws {
        switch step {
        case .switchOver: try switchOver(move, server)
        case .finish:
            try liftHold(of: move, server, into: &report)
            try tellAddress(of: server, into: &report)
            try store.closeMove(move.server, at: now)
        case .turnBack(let reason):
            let problem = "\(move.server) did not come up on \(server.host ?? "its new host"): \(reason)"
            try store.turnBack(move.server, because: problem, at: now)
        case .switchBack:
            guard try switchBack(move, into: &report) else { return }
        case .cancel: try store.abortMove(move.server, because: nil, at: now)
        case .close:
            try liftHold(of: move, server, into: &report)
            try store.closeMove(move.server, at: now)
        case .wait, .begin, .carry: return
        }
        report.moved += 1
    }

    /// A server that grew meanwhile may have outgrown the room that was claimed for it.
    private func switchOver(_ move: Move, _ server: ServerRecord) throws {
        do { try store.switchOver(move.server, at: now) } catch {
            guard let problem = error.lackOfRoom else { throw error }
            try store.abortMove(move.server, because: problem, at: now)
        }
    }

    /// The same on the way back: one that works where it is stays there, any other waits for room. Returns whether it went.
    private func switchBack(_ move: Move, into report: inout PassReport) throws -> Bool {
        do { try store.switchBack(move.server, at: now) } catch {
            guard let problem = error.lackOfRoom else { throw error }
            try store.stay(move.server, because: problem, at: now)
            if !move.isEvacuation { report.problems.append(problem) }
            return move.isEvacuation
        }
        return true
    }

    /// R7.7-01, AMB-35: the client is told where his server answers.
    private func tellAddress(of server: ServerRecord, into report: inout PassReport) throws {
        guard let placement = server.placement, let port = placement.ports.first?.number,
            try store.account(server.account)?[server.id.subscription]?.upcoming != nil
        else { return }
        let event = Event.provider(.relocated(server.id.subscription, address: placement.address, port: port))
        _ = try report.tell(event, of: server.account, in: workspace, by: .staff)
    }

    /// What is left behind and no longer needed by anybody may be erased.
    private func openGates(into report: inout PassReport) throws {
        let moves = Dictionary(uniqueKeysWithValues: try store.moves().map { ($0.server, $0) })
        for copy in try store.copies() {
            if copy.state == .absent || !copy.isAttested { wait(for: copy, into: &report) }
            guard let server = try store.server(copy.server), copy.mayBeErased(server: server, move: moves[copy.server])
            else { continue }
            try store.openGate(to: copy)
            report.moved += 1
        }
    }

    /// Nobody waits for a host that does not answer.
    private func wait(for move: Move, into report: inout PassReport) {
        if let problem = move.problem { report.problems.append(problem) }
        guard move.phase != .failed else { return }
        if silent.isDisjoint(with: [move.source, move.target ?? move.source]) { report.isSettled = false }
    }

    private func wait(for copy: ServerCopy, into report: inout PassReport) {
        if !silent.contains(copy.host) { report.isSettled = false }
    }
}

extension Move {
    /// Whether its server is out of service for it.
    fileprivate var isActive: Bool { !isEvacuation && phase != .waiting && phase != .failed }
}

extension StoreError {
    /// In a sentence, where a server has outgrown a host.
    fileprivate var lackOfRoom: String? {
        switch self {
        case .noRoomToGrow(let id, let host, let free, let capacity, let needed):
            "\(id) needs \(needed) slots, and \(host) has \(free) of \(capacity) free; make room there with `lessor host set`."
        case .noMemoryToGrow(let id, let host, let free, let needed):
            "\(id) needs \(needed.mebibytesNeeded) MiB of memory, and \(host) has \(free.mebibytes) free; "
                + "make room there with `lessor host set`."
        default: nil
        }
    }
}
