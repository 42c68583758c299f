package import Contract
package import Store

#if canImport(Glibc)
    import Glibc
#endif

/// Where "now" comes from: the machine's clock, or the clock of a lab state (DESIGN section 10).
package enum TimeSource: Sendable {
    case system
    case lab(Store)

    /// The time by which these books are kept.
    package init(of store: Store) { self = store.kind == .lab ? .lab(store) : .system }

    /// The current instant; for a lab state the one that its clock was last moved to.
    package func now() throws(StoreError) -> Instant {
        switch self {
        case .system: Instant(epochSeconds: Int64(time(nil)))
        case .lab(let store): try store.labTime() ?? Instant(epochSeconds: 0)
        }
    }
}
