import Contract
import Fleet
package import Logging
import SSH
import Store
import Wire

/// Makes the contract true: plays deadlines, sends mail, places servers, drives hosts, publishes status.
///
/// Everything is compared and converged, never fired and believed: a pass may be cut off anywhere and run again. Only the
/// holder of the state directory's ``ControllerLock`` may run one.
package actor Controller {
    private(set) var workspace: Workspace
    let logger: Logger
    private(set) var mailRoom: MailRoom
    let visits = HostVisits()
    var brakes = Brakes()
    let carriages = Carriages()
    var backOffs: [String: BackOff] = [:]
    /// Hosts whose last visit went well.
    var answering: Set<String> = []
    /// Up to when all that a host's records say was told to the contract, where its last visit left nothing to be told.
    var told: [String: Instant] = [:]
    private let client: SSHClient
    private let key: SSHPrivateKey
    private var knownProblems: Set<String> = []
    private var statusReporter: StatusReporter
    private var pricePages = PricePages()
    private var links: [String: HostLink] = [:]
    private var hasLooked = false
    private let lock: ControllerLock

    package init(workspace: Workspace, lock: ControllerLock, logger: Logger) throws {
        self.workspace = workspace
        self.lock = lock
        self.logger = logger
        client = SSHClient()
        key = try SSHPrivateKey(path: workspace.directory.privateKey)
        mailRoom = try MailRoom(workspace: workspace)
        statusReporter = StatusReporter(workspace: workspace)
    }

    /// One pass over everything that is due.
    package func pass() async throws -> PassReport {
        try takeNewTerms()
        let now = try workspace.time.now()
        var report = try ContractSweep(workspace: workspace).run(at: now)
        report.add(try await mailRoom.deliver(at: now))
        report.add(try await firstLook(at: now))
        let silent = try await silentHosts()
        let placed = try Placing(workspace: workspace).run(at: now, silent: silent)
        report.add(placed)
        try Outages(workspace: workspace, now: now, told: nil).recordHomeless(into: &report)
        report.add(try await visitHosts(at: now))
        report.add(try await moveServers(at: now))
        // A host that was only slow may take what found no room.
        if !placed.problems.isEmpty, try await !silent.isSubset(of: silentHosts()) { report.isSettled = false }
        report.add(try await mailRoom.deliver(at: now))
        report.problems += try Brakes.problems(in: workspace)
        if let problem = pricePages.renew(in: workspace, at: now) { report.problems.append(problem) }
        try publishStatus(at: now)
        try rememberPass(at: now)
        logNews(of: report)
        return report
    }

    /// Terms may be installed beside a running controller, and orders placed under them.
    private func takeNewTerms() throws {
        guard let renewed = try workspace.renewed() else { return }
        workspace = renewed
        mailRoom = try MailRoom(workspace: renewed)
        statusReporter.workspace = renewed
        logger.info("terms \(renewed.book.current) in force for new orders")
    }

    /// Closes every line; servers and agents go on. The status files then say what the last pass left.
    package func shutDown() async {
        publishLast()
        for link in links.values { await link.close() }
        links = [:]
        // Ends the logins under way too, so that no visit waits for a silent host.
        await client.shutdown()
        await visits.end()
        await carriages.end()
    }

    /// Nothing is placed before it is known which hosts answer.
    private func firstLook(at now: Instant) async throws -> PassReport {
        guard !hasLooked else { return PassReport() }
        hasLooked = true
        var report = try await visitHosts(at: now, isFirst: true)
        // The visits of the same pass say it again.
        report.problems = []
        report.isSettled = true
        return report
    }

    /// Each problem once, when it appears: passes follow each other closely.
    private func logNews(of report: PassReport) {
        let problems = Set(report.problems)
        for problem in report.problems where !knownProblems.contains(problem) { logger.warning("\(problem)") }
        for problem in knownProblems.subtracting(problems).sorted() { logger.info("no longer: \(problem)") }
        knownProblems = problems
    }

    /// Hosts that were removed are forgotten, and their lines closed.
    func forgetHosts(except hosts: [Host]) async {
        let names = Set(hosts.map(\.name))
        backOffs = backOffs.filter { names.contains($0.key) }
        answering.formIntersection(names)
        told = told.filter { names.contains($0.key) }
        for (name, link) in links where !names.contains(name) {
            links[name] = nil
            await link.close()
        }
    }

    func link(to host: Host) async -> HostLink {
        if let link = links[host.name] {
            if link.host == host { return link }
            await link.close()
        }
        let link = HostLink(host: host, client: client, key: key, instance: workspace.store.instanceID)
        links[host.name] = link
        return link
    }

    func freshLink(to host: Host) -> HostLink {
        HostLink(host: host, client: client, key: key, instance: workspace.store.instanceID)
    }

    private func publishStatus(at now: Instant) throws {
        do {
            try statusReporter.publishInTurn(at: now)
        } catch let error as StatusError {
            // The old files stay whole; a full disk must not stop the contract.
            logger.error("\(error)")
        }
    }

    /// Where that fails the older mark stays, which the books have as well: a full disk must not stop the contract.
    private func rememberPass(at now: Instant) throws {
        do { try brakes.remember(workspace, at: now) } catch let error as AtomicFile.Failure {
            logger.error("\(error)")
        }
    }

    private func publishLast() {
        do { try statusReporter.catchUp(at: workspace.time.now()) } catch { logger.error("\(error)") }
    }
}
