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
            let payment = Payment(
                method: method,
                currency: "EUR",
                amount: Int64(cents),
                reference: Self.reference(number, method),
                bank: method == "cheque" ? DrawingBank(reading: "30004") : nil
            )
            let receipt = OpaqueID(Self.receipt(number, method)) ?? OpaqueID(0, 0)
            return .requests(.tokensBought(request: self.request(request), payment: payment, receipt: receipt))
        default: preconditionFailure("\(self) is not about a payment")
        }
    }

    private func request(_ number: Int) -> OpaqueID {
        OpaqueID(Clerk.Code.text(600_000 + number)) ?? OpaqueID(0, 0)
    }
}
