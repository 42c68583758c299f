import ArgumentParser
import Contract
import Controller

/// A dispute with the forum that would judge it (R13-01).
struct DisputeView: Encodable {
    let account: String
    let id: String
    let about: String
    let openedOn: String
    let message: String
    let closedOn: String?
    let outcome: String?
    let clientKind: String?
    let forum: String

    init(_ dispute: Dispute, of account: Account) {
        self.account = account.id.description
        id = dispute.id
        about = dispute.subject.rawValue
        openedOn = dispute.openedOn.description
        message = dispute.message
        closedOn = dispute.closedOn?.description
        outcome = dispute.outcome
        clientKind = account.kind?.rawValue
        forum =
            switch account.forum {
            case .creteil: "Tribunal de Commerce de Créteil, and no other (R13-01)"
            case .law: "the court that the law designates: the client is a consumer"
            }
    }
}
