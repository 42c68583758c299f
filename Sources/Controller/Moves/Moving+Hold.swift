import Contract
import Fleet
import Store

extension Moving {
    /// R7.5-03, AMB-35: from when it stops at one host until it serves at the other, or again at the first, a server is under
    /// maintenance, so that the contract demands nothing of that time and tells the client. Places the hold, or lets the server
    /// start under it; returns whether it did.
    func settleHold(of move: Move, _ server: ServerRecord, into report: inout PassReport) throws -> Bool {
        let hold = try hold(of: move, server)
        let event: HoldEvent? =
            switch move.phase {
            case .carrying, .returning:
                hold == nil && server.demand.state == .running ? .placed(order(for: move)) : nil
            case .proving, .ending:
                hold.map { $0.isEased != true } ?? false
                    ? .eased(reference: move.holdReference, subscription: move.server.subscription) : nil
            case .waiting, .failed: try lift(hold, of: move)
            }
        guard let event else { return false }
        return try report.tell(.hold(event), of: server.account, in: workspace, by: .staff)
    }

    /// The move is over: what comes now is the service's own time. A controller that is killed before it has closed the move
    /// finds nothing left to lift.
    func liftHold(of move: Move, _ server: ServerRecord, into report: inout PassReport) throws {
        guard let event = try lift(hold(of: move, server), of: move) else { return }
        _ = try report.tell(.hold(event), of: server.account, in: workspace, by: .staff)
    }

    private func lift(_ hold: Hold?, of move: Move) throws -> HoldEvent? {
        guard hold != nil else { return nil }
        return .lifted(.maintenance, reference: move.holdReference, subscription: move.server.subscription)
    }

    private func hold(of move: Move, _ server: ServerRecord) throws -> Hold? {
        let subscription = try workspace.store.account(server.account)?[server.id.subscription]
        return subscription?.holds.first { $0.cause == .maintenance && $0.reference == move.holdReference }
    }

    private func order(for move: Move) -> HoldOrder {
        HoldOrder(
            .maintenance,
            reference: move.holdReference,
            subscription: move.server.subscription,
            reason: "Your server moves to another machine; it runs again as soon as its files are there.",
            unannounced: "The move takes as long as its files need, and begins when a machine has room."
        )
    }
}

extension Move {
    /// Names the hold that stands from its stop until it serves again.
    var holdReference: String { "move of \(server) from \(source)" }
}
