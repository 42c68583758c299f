import Contract
import Fleet
import Store

extension Moving {
    /// R7.5-03, AMB-35: while it is carried a server is under maintenance, so that the contract demands nothing of that time and tells
    /// the client. Places or lifts the hold; returns whether it did.
    func settleHold(of move: Move, _ server: ServerRecord, into report: inout PassReport) throws -> Bool {
        guard let subscription = try workspace.store.account(server.account)?[server.id.subscription] else {
            return false
        }
        let reference = move.holdReference
        let stands = subscription.holds.contains { $0.cause == .maintenance && $0.reference == reference }
        let isDue = move.phase.bars && server.demand.state == .running
        if isDue, !stands {
            return try report.tell(.hold(.placed(order(for: move))), of: server.account, in: workspace, by: .staff)
        }
        guard stands, !move.phase.bars else { return false }
        let lifted = HoldEvent.lifted(.maintenance, reference: reference, subscription: move.server.subscription)
        return try report.tell(.hold(lifted), of: server.account, in: workspace, by: .staff)
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
    /// Names the hold that stands while it is carried.
    var holdReference: String { "move of \(server) from \(source)" }
}
