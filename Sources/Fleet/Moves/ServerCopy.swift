package import Contract
package import Wire

/// What a server has on a host that is not its own: files on their way in, or left behind. It never runs.
package struct ServerCopy: Equatable, Sendable {
    package enum State: String, Codable, Sendable {
        /// Its process must not be, its files are kept.
        case stopped
        /// It is to be erased.
        case absent
    }

    package let server: ServerID
    package let account: AccountID
    package let placement: Placement
    /// Higher than any that the host took when the server was its own: that fences it off.
    package let generation: Int64
    package let state: State
    /// Left on a host that was given up: kept until a person discards it or takes it back, or its server is over.
    package let isKept: Bool
    package let observed: ObservedServer?

    package var host: String { placement.host }

    package init(
        server: ServerID,
        account: AccountID,
        placement: Placement,
        generation: Int64,
        state: State,
        isKept: Bool = false,
        observed: ObservedServer? = nil
    ) {
        self.server = server
        self.account = account
        self.placement = placement
        self.generation = generation
        self.state = state
        self.isKept = isKept
        self.observed = observed
    }

    /// Only a person can end it, or the contract's end.
    package var awaitsDecision: Bool { isKept && state == .stopped }

    /// Its host attests that it is as it must be, at this generation.
    package var isAttested: Bool { isAttested(observed) }

    func isAttested(_ seen: ObservedServer?) -> Bool {
        guard let seen, seen.generation == generation else { return false }
        return seen.state.rawValue == state.rawValue
    }

    func needsSending(_ seen: ObservedServer?) -> Bool { seen.map { $0.generation < generation } ?? true }

    func erasure(_ seen: ObservedServer?) -> HostPlan.CopyErasure? {
        guard state == .absent, isAttested(seen) else { return nil }
        return HostPlan.CopyErasure(copy: self, proof: seen?.erasure ?? "")
    }
}
