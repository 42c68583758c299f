package import Contract
package import Store

/// Codes that are credited on conversion (6.8): what is typed is a credential, and only its digest is kept.
extension Workspace {
    /// The code was found valid.
    package func validateCode(
        _ text: String,
        cents: Int64,
        obtainedAt: Instant?,
        for account: AccountID
    ) throws -> [Effect] {
        let code = try store.digest(ofCode: text)
        let method = try codeMethod().rawValue
        return try record(
            .codes(.validated(method: method, code: code, cents: cents, obtainedAt: obtainedAt)),
            for: account
        )
    }

    /// Converts a code, named by itself or by what it is kept as.
    package func convertCode(_ text: String, for id: AccountID) throws -> [Effect] {
        let account = try requireAccount(id)
        let kept = OpaqueID(text).flatMap { name in account.codes.first { $0.code == name }?.code }
        return try record(.codes(.converted(code: try kept ?? store.digest(ofCode: text))), for: id, by: .client)
    }

    /// Gives a new code for nothing (R6.8-05).
    package func giveCode(cents: Int64, reason: String, to account: AccountID) throws -> [Effect] {
        let method = try codeMethod().rawValue
        return try record(
            .codes(.given(method: method, code: .random(), cents: cents, reason: reason)),
            for: account
        )
    }

    /// The number to call, where it is young enough to be right (R6.8-01).
    package func freshCallNumber() throws -> CallNumber {
        let now = try time.now()
        guard let number = try store.callNumber(of: codeMethod()) else { throw CallNumberError.none }
        let age = now.seconds(since: number.fetchedAt)
        let limit = settings.callNumberLife
        guard age <= limit else { throw CallNumberError.old(hours: age / 3600, limit: limit / 3600) }
        return number
    }

    /// Keeps the number that the provider's form gives now.
    package func setCallNumber(_ number: String) throws -> CallNumber {
        let digits = number.filter { $0 != " " && $0 != "." }
        guard (2...20).contains(digits.count),
            digits.drop(while: { $0 == "+" }).allSatisfy({ $0.isASCII && $0.isNumber })
        else { throw CallNumberError.unusable(number) }
        let fetched = CallNumber(number: number, fetchedAt: try time.now())
        try store.setCallNumber(fetched, of: codeMethod())
        return fetched
    }

    private func codeMethod() throws -> PaymentMethod {
        guard let method = book.currentTerms?.methods.first(where: { $0.creditedOn == .conversion }) else {
            throw CallNumberError.noMethod(book.current)
        }
        return method.id
    }
}

/// Why there is no number to call for a code, or no codes at all.
package enum CallNumberError: Error, Equatable, CustomStringConvertible {
    case none
    case old(hours: Int64, limit: Int64)
    case unusable(String)
    case noMethod(TermsID)

    package var description: String {
        switch self {
        case .none:
            "No AlloPass number is known; obtain it through the form and set it with `lessor payment allopass-number set` (R6.8-01)."
        case .old(let hours, let limit):
            "The AlloPass number was obtained \(hours) hours ago and is shown for \(limit) only, since it changes regularly; "
                + "obtain it again through the form (R6.8-01)."
        case .unusable(let text): "\(text) is not a number to call; give its digits."
        case .noMethod(let terms):
            "The terms \(terms) manage no method that is credited on conversion; add one to them."
        }
    }
}
