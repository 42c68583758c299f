import Synchronization

/// Whether a connection is still usable, readable from any thread.
final class ConnectionStatus: Sendable {
    private let open = Atomic(true)

    var isOpen: Bool { open.load(ordering: .acquiring) }

    func close() {
        open.store(false, ordering: .releasing)
    }
}
