import Contract

extension HostPlan {
    /// The same without what must not end now.
    package func without(_ endings: Set<Ending>) -> HostPlan {
        HostPlan(
            apply: apply.filter { order in
                !endings.contains { $0.server == order.server && $0.generation == order.generation }
            },
            delivered: delivered,
            stopped: stopped,
            erased: erased,
            fence: fence.filter { copy in copy.ending.map { !endings.contains($0) } ?? true },
            copiesErased: copiesErased,
            drift: drift
        )
    }
}
