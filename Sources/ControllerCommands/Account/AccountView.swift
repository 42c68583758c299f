import Contract
import Controller
import Store

/// An account as commands print it.
struct AccountView: Encodable {
    let account: String
    let name: String
    let email: String
    let language: String
    let status: String
    /// Euros with two decimals.
    let balance: String
    let pending: String
    let points: String
    let subscriptions: [String]
    /// Why its servers must not run, those announced too.
    let holds: [HoldView]
    /// Open cases about its contact data (R8-04).
    let doubts: [String]
    /// Why the account is parked; nil when it is not.
    let parked: String?

    init(_ account: Account, person: Person?, parked: String?, narrator: Narrator) {
        self.account = account.id.description
        name = person?.fullName ?? "(erased)"
        email = person?.email ?? "(erased)"
        language = person?.language.rawValue ?? ""
        status = account.status?.rawValue ?? ""
        balance = EuroAmount.decimal(account.euroBalance)
        pending = EuroAmount.decimal(account.pendingBalance)
        points = EuroAmount.decimal(account.points)
        subscriptions = account.subscriptions.map(\.id.description)
        holds = HoldView.all(of: account, narrator: narrator)
        doubts = account.casework.identity
        self.parked = parked
    }
}
