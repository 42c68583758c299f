import Fleet

/// The visits that have begun and not been taken note of, one a host at most.
actor HostVisits {
    struct Ended: Sendable {
        let visit: HostVisit
        let result: Result<PassReport, any Error>
    }

    private var tasks: [String: Task<Void, Never>] = [:]
    private var ended: [Ended] = []
    private var waiter: CheckedContinuation<Void, Never>?

    /// Hosts whose visits have not ended, by name.
    var underWay: [String] { tasks.keys.sorted() }

    /// Also when its end has not been taken note of.
    func isUnderWay(_ host: String) -> Bool {
        tasks[host] != nil || ended.contains { $0.visit.host.name == host }
    }

    func begin(_ visit: HostVisit, over link: HostLink) {
        tasks[visit.host.name] = Task(name: "visit \(visit.host.name)") { @concurrent in
            let result: Result<PassReport, any Error>
            do { result = .success(try await visit.run(link)) } catch { result = .failure(error) }
            await take(Ended(visit: visit, result: result))
        }
    }

    /// Those that have ended since the last call; waits for the others as long as some of them end.
    func ended() async -> [Ended] {
        var patience = VisitPatience()
        while !tasks.isEmpty {
            await rest(for: VisitPatience.stretch)
            guard patience.goesOn(ended: ended.count) else { break }
        }
        defer { ended = [] }
        return ended.sorted { $0.visit.host.name < $1.visit.host.name }
    }

    /// So long, or until all have ended.
    private func rest(for time: Duration) async {
        let alarm = Task {
            do { try await Task.sleep(for: time) } catch { return }
            wake()
        }
        await withCheckedContinuation { waiter = $0 }
        alarm.cancel()
    }

    /// Waits until all have ended; their client is shut down already.
    func end() async {
        for task in tasks.values { await task.value }
        ended = []
    }

    private func take(_ visit: Ended) {
        tasks[visit.visit.host.name] = nil
        ended.append(visit)
        if tasks.isEmpty { wake() }
    }

    private func wake() {
        waiter?.resume()
        waiter = nil
    }
}
