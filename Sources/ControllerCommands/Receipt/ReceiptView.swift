import Contract
import Controller
import Store

/// A receipt under its number.
struct ReceiptView: Encodable {
    enum Recipient: String, Encodable { case client, payer }

    let number: String
    let issuedOn: String
    let account: String
    let recipient: Recipient
    /// What was paid, in EUR, tax included.
    let amount: String
    let method: String
    /// The payment's reference; of a payer, the request through which was paid.
    let payment: String
    let notice: String

    init?(_ mail: OutboxMail) {
        guard let receipt = mail.receipt, case .amount(let amount)? = mail.notice.values["amount"],
            case .text(let method)? = mail.notice.values["method"],
            case .text(let payment)? = mail.notice.values["reference"] ?? mail.notice.values["request"]
        else { return nil }
        number = receipt.number.description
        issuedOn = receipt.issuedOn.description
        account = mail.account.description
        recipient = mail.notice.payer == nil ? .client : .payer
        self.amount = EuroAmount.decimal(amount.quantity)
        self.method = method
        self.payment = payment
        notice = mail.key.description
    }
}
