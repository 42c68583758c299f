import ArgumentParser
import Contract
import Controller

/// What is known of money that came in, whoever sent it. Its reference is the command's own.
struct ReceivedMoney: ParsableArguments {
    @Option(help: "Amount with at most two decimals: 12.50.")
    var amount: String

    @Option(help: "Currency as received; only EUR is accepted (R6.6-03).")
    var currency: String = "EUR"

    @Option(help: "paypal, transfer, cheque or another managed one; `lessor payment methods` lists them (R6.6-04).")
    var method: String

    @Option(help: "IBAN or code banque of a cheque; only its country is kept (R6.5-02).")
    var bank: String?

    func payment(reference: String) throws -> Payment {
        Payment(
            method: method,
            currency: currency,
            amount: try EuroAmount.parse(amount),
            reference: reference,
            bank: bank.map(DrawingBank.init)
        )
    }
}
