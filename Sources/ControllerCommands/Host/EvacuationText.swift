import Contract
import Fleet

/// What becomes of the servers of a host that is given up, for people.
struct EvacuationText {
    let host: String
    let servers: [ServerRecord]

    /// Before it is done.
    var warning: String {
        let count = servers.count { $0.demand.state != .absent }
        guard count > 0 else { return "\(host) has no servers; it is given up, and takes no new ones." }
        let (begin, they, go) = count == 1 ? ("begins", "it", "goes") : ("begin", "they", "go")
        return "\(counted(count, "server")) of \(host) \(begin) anew elsewhere, without the files that lie there. "
            + "If the machine is only cut off, \(they) \(go) on running there until it is reached again."
    }

    /// After it is done.
    var outcome: String {
        guard !servers.isEmpty else { return "Host \(host) is given up; it had no servers.\n" }
        let homeless = servers.filter { $0.host == nil }
        let parts = [
            part(
                homeless.count { $0.demand.state == .running },
                "server begins anew elsewhere with the controller's next pass",
                "servers begin anew elsewhere with the controller's next pass"
            ),
            part(
                homeless.count { $0.demand.state == .stopped },
                "stopped server begins anew elsewhere when it is to run again",
                "stopped servers begin anew elsewhere when they are to run again"
            ),
            part(
                servers.count { $0.host != nil },
                "server goes back to the host that still has its files",
                "servers go back to the hosts that still have their files"
            ),
            part(
                homeless.count { $0.demand.state == .absent },
                "server has ended, and is erased when the machine is back",
                "servers have ended, and are erased when the machine is back"
            ),
        ]
        return "Host \(host) is given up; \(parts.compactMap(\.self).joined(separator: "; ")).\n"
    }

    private func part(_ count: Int, _ one: String, _ more: String) -> String? {
        count == 0 ? nil : "\(count) \(count == 1 ? one : more)"
    }
}
