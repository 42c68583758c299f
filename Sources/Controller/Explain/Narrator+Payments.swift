package import Contract

/// Payments after their arrival, codes, payment requests and points (6.6 to 6.9, 6.12).
extension Narrator {
    func line(for event: PaymentEvent) -> String {
        switch event {
        case .failed(let payment, let reason): "payment did not go through: \(line(for: payment)): \(reason)"
        case .reversed(let method, let reference, let reason):
            "\(method) payment \(reference) taken back: \(reason)"
        case .regularised(let name, let reference): "irregular payment \(name) regularised: reference \(reference)"
        case .returned(let name, let reason): "irregular payment \(name) sent back: \(reason)"
        case .refundPaidBack(_, let period, let method, let document):
            "refund of month \(period) paid out by \(method), \(document)"
        }
    }

    /// Why a payment was set aside (R6.11-05, AMB-49): its name says whether it came with a reference.
    package func reason(of payment: SuspendedPayment) -> String {
        payment.hasNoReference
            ? "it states no reference; give it with `lessor payment regularise`, or send it back"
            : "it came after the account was closed; send it back with `lessor payment return`"
    }

    func line(for event: CodeEvent) -> String {
        switch event {
        case .validated(let method, let code, let cents, let obtained):
            "\(method) code \(code) of \(euros(cents)) validated"
                + (obtained.map { ", obtained \(time($0))" } ?? "")
        case .converted(let code): "conversion of code \(code) asked for"
        case .given(let method, let code, let cents, let reason):
            "free \(method) code \(code) of \(euros(cents)): \(reason)"
        }
    }

    func line(for event: RequestEvent) -> String {
        switch event {
        case .opened(let request, let suggested):
            "payment request \(request) opened" + (suggested.map { ", suggesting \(euros($0))" } ?? "")
        case .closed(let request): "payment request \(request) closed"
        case .tokensBought(let request, let payment, let receipt):
            "tokens paid through \(request): \(line(for: payment)), receipt \(receipt)"
        }
    }
}

extension SuspendedPayment {
    /// `transfer:#1` is numbered by the contract; a reference stands there as it was given.
    fileprivate var hasNoReference: Bool {
        guard let colon = name.firstIndex(of: ":") else { return false }
        let rest = name[name.index(after: colon)...]
        return rest.first == "#" && Int(rest.dropFirst()) != nil
    }
}
