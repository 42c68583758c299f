import Contract
import Fleet
import Logging
import Metering
import Probing
import Store
import Wire

/// Looks at every server from outside, round after round, beside the passes: none waits for the other.
struct OutsideLooks: Sendable {
    let workspace: Workspace
    let logger: Logger
    private var watch: OutsideWatch
    private var gateway: OwnGateway?

    init(workspace: Workspace, logger: Logger) throws {
        self.workspace = workspace
        self.logger = logger
        let kept = try workspace.store.outsideNow()
        watch = OutsideWatch(
            records: kept,
            through: try workspace.store.outsideState()?.through,
            dark: try Self.dark(kept, workspace.store.servers())
        )
    }

    /// Until the task is cancelled. A round that fails is said, and the next one tries again.
    mutating func run(every interval: Int64) async {
        while !Task.isCancelled {
            let end = ContinuousClock.now + .seconds(interval)
            do {
                try await look(patience: workspace.store.kind == .lab ? .max : Self.patience(interval))
            } catch is CancellationError {
                return
            } catch {
                logger.error("A look from outside failed and is tried again: \(error)")
            }
            try? await Task.sleep(until: end, clock: .continuous)
        }
    }

    /// Somewhat more than two rounds: one may fail, and servers on dead hosts keep a round long. A lab's clock jumps.
    static func patience(_ interval: Int64) -> Int64 { 3 * interval + 60 }

    /// One round.
    mutating func look(patience: Int64) async throws {
        let now = try workspace.time.now()
        let routes = OwnGateway.table("route")
        let answers = try await OutsideRound(targets: try targets(), doors: try doors()).run()
        let trouble = OwnGateway.trouble(routes: routes, neighbours: OwnGateway.table("arp"), before: gateway)
        gateway = OwnGateway.parse(routes: routes) ?? gateway
        let blind = watch.blindness
        let changes = watch.take(
            OutsideLook(at: now, samples: answers.samples, reached: answers.reached, brokenNetwork: trouble),
            patience: patience
        )
        try workspace.store.saveOutside(changes, watch)
        log(changes, blindBefore: blind)
    }

    private func targets() throws -> [OutsideTarget] {
        try workspace.store.servers().compactMap { record in
            // What cannot be asked is said by the visit that renders it.
            guard let product = try? workspace.shelf.template(record.product).product else { return nil }
            return OutsideTarget(record, ProbePlan(product.probe))
        }
    }

    private func doors() throws -> [String: OutsideDoor] {
        let hosts = try workspace.store.hosts()
        return Dictionary(
            uniqueKeysWithValues: hosts.compactMap { host in
                // A name is not looked up, which could take long: such a host's first address is knocked at.
                let numeric = NumericAddress(host.address) ?? host.addresses.first.flatMap { NumericAddress($0) }
                return numeric.map { (host.name, OutsideDoor(address: $0, port: host.sshPort)) }
            }
        )
    }

    private func log(_ changes: [OutsideChange], blindBefore: OutsideWatch.Blindness?) {
        for case .keep(let record) in changes where record.kind == .silent || record.kind == .unknown {
            logger.warning("\(record.server) from outside: \(record.note)")
        }
        guard blindBefore != watch.blindness else { return }
        if let blindness = watch.blindness {
            logger.warning("looks from outside show nothing: \(blindness.reason)")
        } else {
            logger.info("looks from outside show something again")
        }
    }

    /// Hosts of which every server was silent when it was last looked at.
    private static func dark(_ records: [OutsideRecord], _ servers: [ServerRecord]) -> Set<String> {
        let kinds = Dictionary(records.map { ($0.server, $0.kind) }) { $1 }
        let byHost = Dictionary(grouping: servers.filter { kinds[$0.id] != nil && $0.host != nil }) { $0.host ?? "" }
        return Set(byHost.filter { $0.value.allSatisfy { kinds[$0.id] == .silent } }.keys)
    }
}
