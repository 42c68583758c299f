package import Contract
import Store

/// What somebody gave to show that he is the client; compared here and never recorded (R7.5-04).
package struct IdentityClaim: Sendable {
    let account: AccountID?
    let name: String?
    let email: String?
    let signedIn: Bool

    package init(account: AccountID?, name: String?, email: String?, signedIn: Bool) {
        self.account = account
        self.name = name
        self.email = email
        self.signedIn = signedIn
    }
}

extension Workspace {
    /// Which of what was given is right. Throws where something is wrong, without saying what would be right.
    package func identify(_ claim: IdentityClaim, asClientOf subscription: SubscriptionID) throws -> Identification {
        let owner = try requireOwner(of: subscription).id
        let person = try store.person(of: owner)
        func check(_ proof: Identification.Proof, _ isRight: Bool?) throws -> Identification.Proof? {
            guard let isRight else { return nil }
            guard isRight else {
                throw Refusal(
                    "R7.5-04",
                    "The \(proof.rawValue) given is not that of the client of \(subscription); check it with the client."
                )
            }
            return proof
        }
        let given = [
            try check(.accountNumber, claim.account.map { $0 == owner }),
            try check(.name, claim.name.map { $0.isSame(as: person?.name) || $0.isSame(as: person?.fullName) }),
            try check(.email, claim.email.map { $0.isSame(as: person?.email) }),
            claim.signedIn ? .manager : nil,
        ]
        return Identification(given.compactMap { $0 })
    }
}

extension String {
    /// In any case of letters, whatever blanks stand around it.
    fileprivate func isSame(as other: String?) -> Bool {
        func bare(_ text: String) -> Substring {
            let words = text.lowercased().drop { $0.isWhitespace }
            return words.prefix(words.count - words.reversed().prefix { $0.isWhitespace }.count)
        }
        return other.map { bare($0) == bare(self) } ?? false
    }
}
