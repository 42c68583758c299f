/// Payments that came without their reference: they pay nothing until somebody knows what they are for, and are else sent back
/// (6.11).
extension Clerk {
    struct Nameless {
        let number: Int
        let method: String
        let cents: Int

        var name: String { "\(method):#\(number)" }
    }

    mutating func performOnNameless(_ deed: Deed) -> Bool {
        switch deed {
        case .payNameless(let method, let cents):
            aside.append(Nameless(number: count("nameless"), method: method, cents: cents))
            write("R6.11-05", nil, aside[aside.count - 1].name)
            return true
        case .regularise(let number, let method, let reference):
            return regularise("\(method):#\(number)", reference)
        case .sendBack(let number, let method):
            guard let place = aside.firstIndex(where: { $0.name == "\(method):#\(number)" }) else { return false }
            write("R6.11-05.returned", nil, aside.remove(at: place).name)
            return true
        default: return false
        }
    }

    /// From now on a payment like others: what was due meanwhile was not paid in time.
    private mutating func regularise(_ name: String, _ reference: Int) -> Bool {
        guard let payment = aside.first(where: { $0.name == name }) else { return false }
        let isTaken =
            payment.method == "cheque"
            ? performOnCheques(.cheque(reference, cents: payment.cents, isFrench: true, late: 0))
            : pay(reference, payment.method, payment.cents)
        if isTaken { aside.removeAll { $0.name == name } }
        return isTaken
    }
}
