extension Proceedings {
    /// R6.5-02: what is wrong with the bank of a cheque, nil when nothing is. R6.7-02: for other methods nobody asks, and
    /// nothing of the payer's own account is kept.
    func fault(of payment: Payment, _ method: PaymentMethod) throws(Refusal) -> String? {
        guard method == .cheque else {
            try checkForeignData(payment, method)
            return nil
        }
        guard let bank = payment.bank else {
            throw Refusal(
                "R6.5-02",
                "The cheque \(payment.reference) comes without its bank; give the IBAN or the five digits of the code banque."
            )
        }
        guard let country = bank.country else { return "unreadable" }
        return country == book.currentTerms?.parameters.chequeCountry.value ? nil : "foreign"
    }

    func checkForeignData(_ payment: Payment, _ method: PaymentMethod) throws(Refusal) {
        guard payment.bank == nil, method != .paypal || !payment.reference.utf8.contains(UInt8(ascii: "@")) else {
            throw Refusal(
                "R6.7-02",
                "The \(method.rawValue) payment brings data of the payer's own account; give the transaction's number only."
            )
        }
    }

    /// R6.5-02: rejected before any credit.
    mutating func rejectCheque(_ payment: Payment, _ name: String, _ fault: String) {
        let place = payment.bank?.country.map { "its bank is in \($0)" } ?? "its bank cannot be read"
        emit("R6.5-02", nil, .decided("The cheque \(name) is rejected: \(place), and not on French territory."))
        notify(
            .chequeRejected,
            name,
            ["amount": .euro(payment.amount), "reference": .text(payment.reference), "reason": .text(fault)]
        )
    }
}
