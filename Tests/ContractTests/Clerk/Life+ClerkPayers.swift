import Contract

extension Clerk.Deed {
    var paymentEvent: Event {
        switch self {
        case .reverse(let name, let isExplained):
            let parts = name.split(separator: ":").map(String.init)
            let reason = isExplained ? "chargeback" : " "
            return .payments(.reversed(method: parts[0], reference: parts[1], reason: reason))
        case .openRequest(let number): return .requests(.opened(request: request(number), suggested: nil))
        case .closeRequest(let number): return .requests(.closed(request: request(number)))
        case .buy(let number, let request, let method, let cents):
            let payment = payment(Self.reference(number, method), by: method, Int64(cents))
            let receipt = OpaqueID(Self.receipt(number, method)) ?? OpaqueID(0, 0)
            return .requests(.tokensBought(request: self.request(request), payment: payment, receipt: receipt))
        default: preconditionFailure("\(self) is not about a payment")
        }
    }

    var namelessEvent: Event {
        switch self {
        case .payNameless(let method, let cents): .paymentReceived(payment("", by: method, Int64(cents)))
        case .regularise(let number, let method, let reference):
            .payments(
                .regularised(name: "\(method):#\(number)", reference: "\(method == "cheque" ? "K" : "T")\(reference)")
            )
        case .sendBack(let number, let method):
            .payments(.returned(name: "\(method):#\(number)", reason: "nobody knows it"))
        default: preconditionFailure("\(self) is not about a payment without reference")
        }
    }

    func payment(_ reference: String, by method: String, _ cents: Int64) -> Payment {
        let bank = method == "foreign cheque" ? "DE89 3704 0044 0532 0130 00" : "30004"
        return Payment(
            method: Self.means(method),
            currency: method == "dollars" ? "USD" : "EUR",
            amount: cents,
            reference: reference,
            bank: Self.means(method) == "cheque" ? DrawingBank(reading: bank) : nil
        )
    }

    private func request(_ number: Int) -> OpaqueID {
        OpaqueID(Clerk.Code.text(600_000 + number)) ?? OpaqueID(0, 0)
    }
}
