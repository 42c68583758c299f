import Contract
import Fleet

/// The carriages under way, one a server at most. They go on while passes follow each other.
actor Carriages {
    private var tasks: [ServerID: Task<Void, Never>] = [:]
    private var backOffs: [ServerID: BackOff] = [:]

    /// Begins to carry, unless that is under way, or has failed a moment ago.
    func begin(_ carriage: Carriage) {
        let server = carriage.move.server
        guard tasks[server] == nil, backOffs[server]?.isOver ?? true else { return }
        tasks[server] = Task(name: "carry \(server)") { @concurrent in
            var failure: String?
            do { try await carriage.run() } catch { failure = "\(error)" }
            await carriage.from.close()
            await carriage.to.close()
            await ended(server, failure)
        }
    }

    /// Why carriages failed last, a sentence each.
    var problems: [String] { backOffs.sorted { $0.key < $1.key }.map(\.value.reason) }

    func forget(except servers: Set<ServerID>) { backOffs = backOffs.filter { servers.contains($0.key) } }

    /// Breaks off what is under way; the next controller goes on from there.
    func end() async {
        for task in tasks.values { task.cancel() }
        for task in tasks.values { await task.value }
    }

    private func ended(_ server: ServerID, _ failure: String?) {
        tasks[server] = nil
        backOffs[server] = failure.map {
            BackOff(after: backOffs[server], reason: "The files of \(server) were not carried: \($0)", cap: 30)
        }
    }
}
