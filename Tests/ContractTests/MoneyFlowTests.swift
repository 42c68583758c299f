import Contract
import Testing

/// What money can do at all (6.6): the flows that exist, seen on random histories.
@Suite struct MoneyFlowTests {
    /// For each kind of transaction, where it may take money from and bring it to.
    private static let flows: [String: Set<String>] = [
        "payment": ["bank>balance", "bank>pending", "suspense>balance", "suspense>pending"],
        "clear": ["pending>balance"], "bounce": ["pending>bank"], "suspense": ["bank>suspense"],
        "return": ["suspense>bank"], "reverse": ["balance>bank", "balance>token-sales"],
        "unsell": ["token-sales>bank"], "debt": ["debt>revenue", "debt>bank", "debt>token-sales"],
        "settle": ["balance>debt"],
        "debit": ["balance>revenue", "pending>revenue"], "void": ["revenue>balance", "revenue>pending"],
        "refund": ["revenue>balance", "revenue>pending"], "payback": ["balance>bank"],
        "gesture": ["gestures>balance"], "points": ["points-issued>points"],
        "redeem": ["points>points-issued", "loyalty>balance"],
        "code": ["bank>codes", "gestures>codes"], "convert": ["codes>balance", "breakage>balance", "gestures>balance"],
        "breakage": ["codes>breakage", "codes>gestures"],
        "tokens": ["bank>token-sales", "tokens-issued>tokens"],
        "exchange": ["tokens>tokens-issued", "token-sales>balance"],
    ]

    /// `client:A-1:balance` is `balance`, `provider:bank:paypal` is `bank`.
    private static func role(_ account: LedgerAccount) -> String {
        let parts = account.description.split(separator: ":").map(String.init)
        return parts[0] == "client" ? parts[2] : parts[1]
    }

    @Test(arguments: PropertyTests.seeds.prefix(120))
    func `R6.6-06 R6.6-07 R6.6-08 R6.12-08 money moves by the flows of the terms and by no other`(seed: UInt64) {
        History.expect(of: seed) { history, found in
            for effect in history.effects {
                guard case .posted(let transaction) = effect.action else { continue }
                let kind = String(transaction.key.prefix { $0 != "/" })
                for commodity in Commodity.allCases {
                    let parts = transaction.postings.filter { $0.amount.commodity == commodity }
                    let from = parts.filter { $0.amount.quantity < 0 }.map { Self.role($0.account) }
                    let to = parts.filter { $0.amount.quantity > 0 }.map { Self.role($0.account) }
                    for source in from {
                        for target in to {
                            found.expect(Self.flows[kind]?.contains("\(source)>\(target)") == true, "\(transaction)")
                        }
                    }
                }
                for posting in transaction.postings where posting.account.description.hasPrefix("client:") {
                    found.expect(
                        posting.account.description.hasPrefix("client:\(history.account.id):"),
                        "another client's account"
                    )
                }
            }
        }
    }

    /// Best efforts are owed, and a service not renewed is nobody's debt: only 7.9 and a person's gesture give anything.
    @Test(arguments: PropertyTests.seeds.prefix(120))
    func `R3-01 R6.8-04 R6.11-21 R7.9-02 nothing compensates but the refund of 7.9 and what a person gives`(
        seed: UInt64
    ) {
        History.expect(of: seed) { history, found in
            var gestures: Int64 = 0
            for effect in history.effects {
                guard case .posted(let transaction) = effect.action else { continue }
                let parts = transaction.postings.filter { $0.amount.commodity == .euro }
                let sources = Set(parts.filter { $0.amount.quantity < 0 }.map { Self.role($0.account) })
                let targets = Set(parts.filter { $0.amount.quantity > 0 }.map { Self.role($0.account) })
                if sources.contains("revenue") {
                    let isUndone = transaction.key.hasPrefix("void/")
                    found.expect(isUndone || effect.rule == "R7.9-01", "\(effect)")
                }
                if sources.contains("gestures"), targets.contains("balance") {
                    gestures += transaction.quantity(.balance(history.account.id))
                }
                // What a dead code was worth goes to the provider, and from there only to the client who asks in time.
                if sources.contains("codes") { found.expect(!targets.contains("bank"), "\(effect)") }
            }
            let given = history.facts.reduce(into: Int64(0)) { sum, fact in
                switch fact.event {
                case .gestureGranted(let cents, _): sum += cents
                case .codes(.given(_, _, let cents, _)): sum += cents
                default: break
                }
            }
            found.expect(gestures <= given, "only what a person gave")
        }
    }

    @Test(arguments: PropertyTests.seeds.prefix(120))
    func `R6.6-06 money leaves a balance for the bank only as a refund of 7.9 by hand or as a payment taken back`(
        seed: UInt64
    ) {
        History.expect(of: seed) { history, found in
            var refunded: [String: Int64] = [:]
            for effect in history.effects {
                guard case .posted(let transaction) = effect.action else { continue }
                let parts = transaction.key.split(separator: "/", maxSplits: 1).map(String.init)
                let balance = transaction.quantity(.balance(history.account.id))
                if parts[0] == "refund" { refunded[parts[1]] = balance }
                if parts[0] == "payback" {
                    found.expect(
                        refunded.removeValue(forKey: parts[1]) == -balance,
                        "paid back once, what was refunded"
                    )
                }
                let reachesBank = transaction.postings.contains {
                    $0.amount.quantity > 0 && Self.role($0.account) == "bank"
                }
                if balance < 0, reachesBank { found.expect(["payback", "reverse"].contains(parts[0])) }
            }
        }
    }
}
