import Wire

/// Takes requests one after the other and answers them, waiting where an answer must rest on fresh probes.
struct RequestDesk {
    private let supervisor: Supervisor
    private let root: AgentRoot
    private var waiting: Waiting?
    /// Probes that an answer waits for are given so many seconds; most are answered or given up much sooner.
    private static let patience = 5.0
    /// Set at the start and whenever the lab clock moves: answers wait for the probes asked for then.
    private var freshBy: Double

    /// A request carried out, whose answer is due.
    private struct Waiting {
        let connection: Connection
        let request: Request
        let refused: [RefusedServer]
    }

    init(supervisor: Supervisor, root: AgentRoot) {
        self.supervisor = supervisor
        self.root = root
        freshBy = MachineClock.monotonic() + Self.patience
    }

    /// When the answer that waits is given at the latest.
    var deadline: Double? { waiting == nil ? nil : freshBy }

    mutating func serve(_ connection: Connection, _ now: Double) {
        while waiting == nil, let bytes = connection.nextFrame() {
            do throws(AgentRefusal) {
                try begin(FrameText.request(bytes), connection, now)
            } catch {
                AgentLog.write("refused a request: \(error.message)")
                connection.answer(.refused(error))
            }
            settle(now)
        }
    }

    private mutating func begin(_ frame: RequestFrame, _ connection: Connection, _ now: Double) throws(AgentRefusal) {
        if try supervisor.chronicle.follow(frame.labTime) {
            supervisor.chronicle.beat(supervisor.chronicle.observedThrough(doubts: supervisor.doubts))
            supervisor.probeAllNow()
            supervisor.convergeAll(now)
            freshBy = now + Self.patience
        }
        supervisor.word.note(now)
        if let answer = try answer(frame.request) { return connection.answer(answer) }
        var refused: [RefusedServer] = []
        if case .apply(let desired) = frame.request {
            do throws(AgentError) {
                refused = try supervisor.apply(desired)
                supervisor.release(now)
            } catch {
                throw AgentRefusal(.failed, "The desired state was not taken: \(error)")
            }
        }
        connection.busy = true
        waiting = Waiting(connection: connection, request: frame.request, refused: refused)
    }

    /// What rests on no probe is answered at once; nil for the rest.
    private func answer(_ request: Request) throws(AgentRefusal) -> Response? {
        do throws(AgentError) {
            switch request {
            case .pack(let query): return .packed(try supervisor.pack(query))
            case .arrival(let query): return .arrival(try supervisor.arrival(query))
            case .unpack(let order): return .arrival(try supervisor.unpack(order))
            case .log(let query): return .log(try supervisor.log(query))
            case .say(let line): return .log(try supervisor.say(line))
            case .sockets(let query): return .sockets(try supervisor.sockets(query))
            case .hello, .apply, .report: return nil
            }
        } catch {
            throw AgentRefusal(.failed, error.description)
        }
    }

    /// Answers what waits, when the probes that it waits for are in or late.
    mutating func settle(_ now: Double) {
        guard let answered = waiting else { return }
        if case .hello = answered.request {} else if !supervisor.awaited.isEmpty, now < freshBy { return }
        waiting = nil
        answered.connection.busy = false
        answered.connection.answer(response(answered))
    }

    private func response(_ waiting: Waiting) -> Response {
        switch waiting.request {
        case .hello, .pack, .arrival, .unpack, .log, .say, .sockets:
            .hello(supervisor.look.facts)
        case .apply(let desired):
            .applied(AppliedHost(refused: waiting.refused, servers: supervisor.observed(desired.servers.map(\.id))))
        case .report(let query):
            .report(supervisor.report(query))
        }
    }
}
