import Contract
package import Wire

/// Compares what the contract wants of one host's servers with what its agent last saw.
///
/// - Parameters:
///   - desired: The records of the servers placed on the host whose erasure the contract has not been told of.
///   - copies: What other hosts' servers have there.
///   - observed: What the agent reported, or nil when the host does not answer: then nothing is sent and nothing attested.
///   - findings: What the agent found that is not as it left it.
package func plan(
    desired: [ServerRecord],
    copies: [ServerCopy] = [],
    observed: [ObservedServer]?,
    findings: [HostFinding] = []
) -> HostPlan {
    guard let observed else { return HostPlan() }
    let seen = Dictionary(observed.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let pairs = desired.sorted { $0.id < $1.id }.map { ($0, seen[$0.id.description]) }
    let left = copies.sorted { $0.server < $1.server }.map { ($0, seen[$0.server.description]) }
    return HostPlan(
        apply: pairs.compactMap { record, seen in record.needsSending(seen) ? record.order : nil },
        delivered: pairs.compactMap { record, seen in record.isDelivered(seen) ? record.id : nil },
        stopped: pairs.compactMap { record, seen in record.isAttested(.stopped, seen) ? record.id : nil },
        erased: pairs.compactMap { record, seen in record.erasure(seen) },
        fence: left.compactMap { copy, seen in copy.needsSending(seen) ? copy : nil },
        copiesErased: left.compactMap { copy, seen in copy.erasure(seen) },
        drift: pairs.compactMap { record, seen in record.drift(seen) }
            + left.compactMap { copy, seen in copy.drift(seen) }
            + strangers(observed, to: Set(desired.map(\.id.description) + copies.map(\.server.description)))
            + findings.map(Drift.init)
    )
}

extension Drift {
    fileprivate init(_ finding: HostFinding) {
        let kind: Kind =
            switch finding.kind {
            case .unknownProcess: .unknownProcess
            case .wrongPortOwner: .wrongPortOwner
            }
        self.init(kind: kind, server: finding.server, message: finding.evidence)
    }
}

/// Servers that the host has and the books do not place there; erased ones are only remembered.
private func strangers(_ observed: [ObservedServer], to known: Set<String>) -> [Drift] {
    observed.filter { $0.state != .absent && !known.contains($0.id) }
        .sorted { $0.id < $1.id }
        .map {
            Drift(
                kind: .stranger,
                server: $0.id,
                message: "\($0.id) is \($0.state.rawValue) on this host, and the books place no such server there."
            )
        }
}
