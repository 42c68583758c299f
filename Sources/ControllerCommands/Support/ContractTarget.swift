import ArgumentParser
import Contract
import Controller

/// What a hold or a case is about, as typed: a whole account, `A-1001`, or one subscription, `S-1001`.
enum ContractTarget: ExpressibleByArgument {
    case account(AccountID)
    case subscription(SubscriptionID)

    init?(argument: String) {
        if let id = AccountID(argument) {
            self = .account(id)
        } else if let id = SubscriptionID(argument) {
            self = .subscription(id)
        } else {
            return nil
        }
    }

    /// Nil for a whole account.
    var subscription: SubscriptionID? {
        if case .subscription(let id) = self { id } else { nil }
    }

    var name: String {
        switch self {
        case .account(let id): id.description
        case .subscription(let id): id.description
        }
    }

    /// The account that it is, or that holds it.
    func account(in workspace: Workspace) throws -> AccountID {
        switch self {
        case .account(let id): try workspace.requireAccount(id).id
        case .subscription(let id): try workspace.requireOwner(of: id).id
        }
    }
}
