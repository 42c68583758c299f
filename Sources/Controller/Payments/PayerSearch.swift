import Contract
import Statements
import Store

/// Finds the account that a line is for: by the numbers that its payer wrote, never by names.
struct PayerSearch {
    let store: Store
    /// Every payment request with its account.
    let requests: [OpaqueID: AccountID]

    init(_ store: Store) throws {
        self.store = store
        requests = try store.requestOwners()
    }

    func payer(of line: StatementLine) throws -> Payer {
        switch line.nature {
        case .payment: try named(in: line)
        case .reversal: .unknown(reason: try reversal(line))
        case .cheque: .unknown(reason: "a cheque paid in; report it with `lessor payment clear`")
        case .lump(let why): .unknown(reason: why)
        case .unknownType(let type): .unknown(reason: "the mapping does not name the type \"\(type)\"")
        }
    }

    /// All numbers that exist must be of one account, and each that was written as Lessor writes them must exist.
    private func named(in line: StatementLine) throws -> Payer {
        let mentions = Mentions(in: line)
        let quoted = line.quotes(Set(requests.keys))
        guard quoted.isEmpty else { return .unknown(reason: try requested(quoted, beside: mentions)) }
        let missing = try mentions.exact.filter { try account(of: $0) == nil }
        let found = Set(try mentions.exact.union(mentions.loose).compactMap(account))
        guard found.count <= 1 else {
            return .unknown(reason: "names several accounts: \(list(found.sorted()))")
        }
        guard missing.isEmpty else {
            let names = list(missing.sorted { $0.description < $1.description })
            return .unknown(reason: "names \(names), which does not exist")
        }
        return found.first.map(Payer.account) ?? .unknown(reason: "names no account and no subscription")
    }

    /// No statement says where a payer's receipt goes (R6.9-08), so that a person books what he paid. Of the numbers beside it only those
    /// count that were meant: a name in pieces may look like some.
    private func requested(_ quoted: Set<OpaqueID>, beside mentions: Mentions) throws -> String {
        guard let request = quoted.first, quoted.count == 1, let owner = requests[request] else {
            return "names several payment requests: \(list(quoted.sorted { $0.description < $1.description }))"
        }
        let others = Set(try mentions.exact.compactMap(account)).subtracting([owner])
        guard others.isEmpty else {
            return "names the payment request \(request) of \(owner), and \(list(others.sorted()))"
        }
        return "paid through the payment request \(request) of \(owner); book it with "
            + "`lessor payment match --request \(request) --email …`, where the payer's receipt goes"
    }

    private func account(of mention: Mention) throws -> AccountID? {
        switch mention {
        case .account(let id): try store.hasAccount(id) ? id : nil
        case .subscription(let id): try store.owner(of: id)
        }
    }

    private func reversal(_ line: StatementLine) throws -> String {
        let what = line.amount < 0 ? "money taken back" : "money that comes back"
        for reference in [line.original, line.bankReference].compactMap({ $0 }) {
            guard let account = try store.payer(of: reference, by: line.method) else { continue }
            return "\(what), of the \(line.method) payment \(reference) of \(account)"
        }
        return what
    }

    private func list(_ things: [some CustomStringConvertible]) -> String {
        things.map(\.description).joined(separator: ", ")
    }
}
