import Contract
import Controller
import Store

/// A subscription as commands print it.
struct SubscriptionView: Encodable {
    let subscription: String
    let account: String
    let product: String
    let slots: Int
    /// Euros a month, tax included.
    let price: String
    let phase: String
    let start: String?
    let due: String?
    let autoRenew: Bool
    let standingRequest: Bool
    /// Why its server must not run, holds of its account included; those announced too.
    let holds: [HoldView]
    /// The due date at which it ends by the provider's notice (R7.6-01).
    let endsOn: String?
    let terms: String

    init(_ subscription: Subscription, account: Account, workspace: Workspace) {
        self.subscription = subscription.id.description
        self.account = account.id.description
        product = subscription.order.product
        slots = subscription.slots
        price = EuroAmount.decimal(subscription.monthlyPrice)
        phase = workspace.narrator.line(for: subscription.phase)
        start = subscription.anchor?.description
        due = subscription.nextDue(under: workspace.book)?.description
        autoRenew = subscription.autoRenew
        standingRequest = subscription.standingRequest
        holds = HoldView.all(of: account, only: subscription.id, narrator: workspace.narrator)
        endsOn = subscription.endsOn(under: workspace.book)?.description
        terms = subscription.order.terms
    }

    static func all(in workspace: Workspace) throws -> [SubscriptionView] {
        try workspace.store.accountIDs()
            .flatMap { id in
                let account = try workspace.requireAccount(id)
                return account.subscriptions.map { (account, $0) }
            }
            .sorted { $0.1.id < $1.1.id }
            .map { SubscriptionView($0.1, account: $0.0, workspace: workspace) }
    }
}
