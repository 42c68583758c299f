import Foundation
import Wire

/// A host on which every server is at once what it should be, and says that it has been so for some days.
struct StandInHost {
    private let identity = UUID().uuidString
    private let age: Int64
    private var servers: [String: ObservedServer] = [:]
    private var records: [IntervalRecord] = []

    /// - Parameter age: in days.
    init(age: Int) { self.age = Int64(age) * 86_400 }

    private var now: Int64 { Int64(Date().timeIntervalSince1970) }

    mutating func answer(to request: Request) -> Response {
        switch request {
        case .hello: .hello(facts)
        case .apply(let desired): .applied(apply(desired))
        case .report(let query): .report(report(query))
        default: .refused(AgentRefusal(.failed, "A stand-in cannot do that."))
        }
    }

    private var facts: HostFacts {
        HostFacts(
            agentVersion: lessorVersion,
            bootID: identity,
            labClock: false,
            now: now,
            isolation: [],
            programs: [],
            ephemeralPorts: [32_768, 60_999]
        )
    }

    private mutating func apply(_ desired: DesiredHost) -> AppliedHost {
        AppliedHost(refused: [], servers: desired.servers.map { take($0) })
    }

    private mutating func take(_ server: DesiredServer) -> ObservedServer {
        let isRunning = server.state == .running
        let slots = server.program?.slots
        let seen = ObservedServer(
            id: server.id,
            generation: server.generation,
            state: isRunning ? .up : server.state == .stopped ? .stopped : .absent,
            since: now - age,
            processID: isRunning ? 1000 + Int32(servers.count) : nil,
            players: isRunning ? 0 : nil,
            slotsReported: slots,
            restarts: 0,
            problem: nil,
            erasure: server.state == .absent ? "erased" : nil
        )
        servers[server.id] = seen
        records.append(
            IntervalRecord(
                sequence: Int64(records.count + 1),
                server: server.id,
                at: now - age,
                kind: isRunning ? .up : .stopped,
                evidence: Evidence(
                    generation: server.generation,
                    processID: seen.processID,
                    answered: isRunning,
                    players: seen.players,
                    slotsReported: slots,
                    exitCode: nil,
                    note: isRunning ? "answers" : "stopped as demanded"
                )
            )
        )
        return seen
    }

    private func report(_ query: ReportQuery) -> HostReport {
        HostReport(
            bootID: identity,
            journalID: identity,
            observedThrough: now,
            records: Array(records.dropFirst(query.journalID == identity ? Int(query.since) : 0).prefix(query.limit)),
            lastSequence: Int64(records.count),
            servers: servers.values.sorted { $0.id < $1.id }
        )
    }
}
