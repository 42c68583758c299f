package import Contract
import Wire

/// What is to be done next about a move.
package enum MoveStep: Equatable, Sendable {
    /// Somebody else's turn.
    case wait
    /// Claim room on the other host and stop it here.
    case begin
    /// Carry its files.
    case carry
    /// Its files are there, and it is stopped here: it belongs to the other host from now on.
    case switchOver
    /// It answers: tell the client where.
    case finish
    /// It does not answer there: stop it there.
    case turnBack(String)
    /// It is stopped there: it belongs to its old host again.
    case switchBack
    /// There is nothing to move any more.
    case cancel
    /// Take the last notes down.
    case close
}

extension Move {
    /// So long a server has to answer on its new host before it goes back.
    package static let patience: Int64 = 15 * 60

    /// The next step; a pure function of what is written down, so that it does not matter which controller asks.
    package func step(of server: ServerRecord, copies: [ServerCopy], now: Instant) -> MoveStep {
        let isOver = server.demand.state == .absent
        switch phase {
        case .waiting: return isOver ? .cancel : .begin
        case .carrying: return isOver ? .cancel : carryStep(server, copies)
        case .proving: return isOver ? .close : proveStep(server, copies, now)
        case .returning: return isOver ? .close : server.isAsWanted ? .switchBack : .wait
        case .ending: return isOver || isAtRest(server, now) ? .close : .wait
        case .failed: return .wait
        }
    }

    /// It is as wanted where it belongs again, or cannot be now, which is no longer the move's affair.
    private func isAtRest(_ server: ServerRecord, _ now: Instant) -> Bool {
        server.isAsWanted || server.host == nil || server.problem != nil
            || server.observed.map { $0.generation == server.generation && $0.state == .failed } ?? false
            || now.seconds(since: phaseAt) > Self.patience
    }

    private func carryStep(_ server: ServerRecord, _ copies: [ServerCopy]) -> MoveStep {
        guard server.isAsWanted, let copy = copies.first(where: { $0.host == target }), copy.isAttested else {
            return .wait
        }
        return carried == nil ? .carry : .switchOver
    }

    private func proveStep(_ server: ServerRecord, _ copies: [ServerCopy], _ now: Instant) -> MoveStep {
        guard server.placement != nil else { return .wait }
        if server.isAsWanted { return .finish }
        guard !isEvacuation, copies.contains(where: { $0.host == source && $0.state == .stopped }) else { return .wait }
        if let seen = server.observed, seen.generation == server.generation, seen.state == .failed {
            return .turnBack(seen.problem ?? "It does not run there.")
        }
        if let problem = server.problem, server.observed?.generation != server.generation { return .turnBack(problem) }
        if now.seconds(since: phaseAt) > Self.patience {
            return .turnBack("It did not answer within \(Self.patience / 60) minutes.")
        }
        return .wait
    }
}

extension ServerCopy {
    /// The destroy gate: whether what is left behind may be erased now.
    ///
    /// Only when its host attests that it is stopped, nobody keeps it, no move needs it any more, and the server either serves at its own host at this
    /// moment or is over.
    package func mayBeErased(server: ServerRecord, move: Move?) -> Bool {
        guard state == .stopped, isAttested else { return false }
        if server.demand.state == .absent { return move == nil }
        return !isKept && (move.map { $0.phase == .failed } ?? true) && server.placement != nil && server.isAsWanted
    }
}

extension ServerRecord {
    /// Its host attests at this generation what is wanted: up with the slots paid for, or stopped.
    package var isAsWanted: Bool {
        guard let observed, observed.generation == generation else { return false }
        return switch wanted.state {
        case .running: observed.state == .up && (observed.slotsReported ?? demand.slots) == demand.slots
        case .stopped: observed.state == .stopped
        case .absent: observed.state == .absent
        }
    }
}
