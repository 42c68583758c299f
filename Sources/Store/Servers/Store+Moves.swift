package import Contract
package import Fleet
import FoundationEssentials
import GRDB

/// Each step of a move is one transaction that looks first whether it is still that step's turn: a controller killed between two, or
/// two controllers at once, leave what the next step expects.
extension Store {
    /// All moves, in the order in which they were asked for.
    package func moves() throws(StoreError) -> [Move] {
        try read { db in try MoveRow.moves("TRUE", [], db) }
    }

    /// The move of one server, or nil.
    package func move(of id: ServerID) throws(StoreError) -> Move? {
        try read { db in try MoveRow.move(id, db) }
    }

    /// Asks for a server to go to another host, or to any with room where `target` is nil. It runs on meanwhile.
    package func askMove(_ id: ServerID, to target: String?, at now: Instant) throws(StoreError) {
        try write { db in
            let source = try Self.sourceOfMove(id, to: target, db)
            try db.execute(sql: "DELETE FROM move WHERE server = ?", arguments: [id.number])
            try MoveRow.insert(
                Move(server: id, source: source, target: target, phase: .waiting, begunAt: now, phaseAt: now),
                db
            )
        }
    }

    /// Claims room on the other host and bars the server. Throws the placement's refusal where there is none.
    package func beginMove(
        _ id: ServerID,
        rules: PlacementRules,
        at now: Instant,
        unreachable: Set<String>
    ) throws(StoreError) {
        try write { db in
            guard let move = try MoveRow.move(id, db), move.phase == .waiting else { return }
            try Self.endQuarantines(at: now, db)
            let request = try Self.moveRequest(id, from: move.source, to: move.target, rules: rules, db)
            let placement = try Self.choose(request, at: now, unreachable: unreachable, db)
            try Self.raiseGeneration(id, db)
            try CopyRow.insert(id, placement, slots: request.slots, memory: request.memory, db)
            try Self.claimPorts(of: placement, for: id, db)
            try MoveRow.set(id, .carrying, target: placement.host, at: now, db)
        }
    }

    /// The host that a server would leave. Throws where it cannot be moved, or not there, whatever room there is.
    private static func sourceOfMove(_ id: ServerID, to target: String?, _ db: Database) throws -> String {
        let record = try existingServer(id, db)
        if let move = try MoveRow.move(id, db), move.phase != .failed {
            throw StoreError.notMovable(id, detail: move.underWay)
        }
        guard let source = record.host, record.demand.state != .absent, record.erasedAt == nil else {
            throw StoreError.notMovable(id, detail: "it is on no host, or is to be erased")
        }
        guard let target else { return source }
        guard let host = try HostRow.host(target, db) else { throw StoreError.unknownHost(target) }
        guard target != source else { throw StoreError.notMovable(id, detail: "it is on \(target) already") }
        guard host.state == .active else {
            let remedy = "`lessor host resume \(target)` lets it take servers"
            throw StoreError.notMovable(id, detail: "\(target) is drained; \(remedy)")
        }
        return source
    }

    /// Where a server would go, of the room that there is now. Changes nothing.
    package func planMove(
        _ id: ServerID,
        to target: String?,
        rules: PlacementRules,
        at now: Instant,
        unreachable: Set<String>
    ) throws(StoreError) -> Placement {
        try read { db in
            let source = try Self.sourceOfMove(id, to: target, db)
            let request = try Self.moveRequest(id, from: source, to: target, rules: rules, db)
            return try Self.choose(request, at: now, unreachable: unreachable, db)
        }
    }

    /// Labels count, the wish for a host does not: to move it is a person's decision.
    private static func moveRequest(
        _ id: ServerID,
        from source: String,
        to target: String?,
        rules: PlacementRules,
        _ db: Database
    ) throws -> PlacementRequest {
        try request(
            for: id,
            rules: rules,
            labels: wish(of: id, db).labels,
            only: target,
            home: source,
            db
        )
    }

    /// Notes how much is carried, for people.
    package func noteProgress(_ id: ServerID, bytes: Int64) throws(StoreError) {
        try write { db in
            try db.execute(sql: "UPDATE move SET progress = ? WHERE server = ?", arguments: [bytes, id.number])
        }
    }

    /// Notes that all files are there, for this move and no later one.
    package func noteCarried(_ id: ServerID, _ carried: Carried, to target: String) throws(StoreError) {
        try write { db in
            try db.execute(
                sql: """
                    UPDATE move SET carried = ?, progress = ?
                    WHERE server = ? AND phase = 'carrying' AND target = ?
                    """,
                arguments: [try Canonical.encode(carried), carried.bytes, id.number, target]
            )
        }
    }

    /// The server belongs to the other host from now on; what it had here is a copy.
    package func switchOver(_ id: ServerID, at now: Instant) throws(StoreError) {
        try write { db in
            guard let move = try MoveRow.move(id, db), move.phase == .carrying, move.carried != nil,
                let target = move.target
            else { return }
            try Self.swap(id, to: target, leaving: .stopped, at: now, db)
            try MoveRow.set(id, .proving, at: now, db)
        }
    }

    /// It does not answer on its new host: it has to stop there first.
    package func turnBack(_ id: ServerID, because problem: String, at now: Instant) throws(StoreError) {
        try write { db in
            guard let move = try MoveRow.move(id, db), move.phase == .proving, !move.isEvacuation else { return }
            try Self.raiseGeneration(id, db)
            try MoveRow.set(id, .returning, problem: problem, at: now, db)
        }
    }

    /// It is stopped there, and belongs to its old host again.
    package func switchBack(_ id: ServerID, at now: Instant) throws(StoreError) {
        try write { db in
            guard let move = try MoveRow.move(id, db), move.phase == .returning else { return }
            if move.isEvacuation {
                try Self.swap(id, to: move.source, leaving: .stopped, isKept: true, at: now, db)
                return try MoveRow.set(id, .proving, at: now, db)
            }
            try Self.swap(id, to: move.source, leaving: .absent, at: now, db)
            try MoveRow.set(id, .ending, at: now, db)
        }
    }

    /// Its old host has no room for it any more: one that a person wanted back from a host that was given up stays where it is.
    package func stay(_ id: ServerID, because problem: String, at now: Instant) throws(StoreError) {
        try write { db in
            guard let move = try MoveRow.move(id, db), move.phase == .returning, move.isEvacuation else { return }
            try Self.raiseGeneration(id, db)
            try MoveRow.set(id, .ending, problem: problem, at: now, db)
        }
    }

    /// Calls a move off: what arrived is erased, and the server runs where it is. One that is proven already goes back.
    package func abortMove(_ id: ServerID, because problem: String?, at now: Instant) throws(StoreError) {
        try write { db in
            guard let move = try MoveRow.move(id, db) else {
                throw StoreError.notMovable(id, detail: "no move of it is under way")
            }
            switch move.phase {
            case .waiting, .failed:
                try db.execute(sql: "DELETE FROM move WHERE server = ?", arguments: [id.number])
            case .carrying:
                try Self.raiseGeneration(id, db)
                if let target = move.target { try CopyRow.setAbsent(id, on: target, db) }
                try MoveRow.set(id, .ending, problem: problem, at: now, db)
            case .proving:
                guard !move.isEvacuation else {
                    throw StoreError.notMovable(id, detail: "its old host was given up, so that there is no way back")
                }
                try Self.raiseGeneration(id, db)
                try MoveRow.set(id, .returning, problem: problem, at: now, db)
            case .returning, .ending: return
            }
        }
    }

    /// Nothing is left to do. One that was given up stays until a person has taken note.
    package func closeMove(_ id: ServerID, at now: Instant) throws(StoreError) {
        try write { db in
            guard let move = try MoveRow.move(id, db), !move.phase.bars || move.phase == .returning else { return }
            guard move.phase == .ending, move.problem != nil else {
                try db.execute(sql: "DELETE FROM move WHERE server = ?", arguments: [id.number])
                return
            }
            try MoveRow.set(id, .failed, at: now, db)
        }
    }

    /// Notes why a move that waits cannot begin.
    package func recordMoveProblem(_ id: ServerID, _ problem: String?) throws(StoreError) {
        try write { db in
            try db.execute(
                sql: "UPDATE move SET problem = ? WHERE server = ? AND phase = 'waiting'",
                arguments: [problem, id.number]
            )
        }
    }

    static func raiseGeneration(_ id: ServerID, _ db: Database) throws {
        try db.execute(sql: "UPDATE server SET generation = generation + 1 WHERE number = ?", arguments: [id.number])
    }
}
