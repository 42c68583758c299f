/// A mail that the contract demands, named by its rule and, where one rule has several, a variant.
enum Template: String {
    case activation = "R6.1-02"
    case orderReceipt = "R6.2-01"
    case paymentReceipt = "R6.2-02"
    case delivered = "R6.2-03"
    case chequeReceived = "R6.3-02.pending"
    case paymentRejected = "R6.6-05"
    case slotsChange = "R6.10-01.slots"
    case renewalNotice = "R6.11-02"
    case endNotice = "R6.11-04"
    case irregularPayment = "R6.11-05"
    case chequeBounced = "R6.11-06.bounced"
    case renewalSwitched = "R6.11-08"
    case renewed = "R6.11-11"
    case stopped = "R6.11-12.stop"
    case reminder = "R6.11-12.reminder"
    case lastReminder = "R6.11-12.last"
    case reactivated = "R6.11-18"
    case destroyed = "R6.11-19"
    case points = "R6.12-01"
    case notRenewed = "R7.1-01"
    case terminated = "R7.3-01"
    case refunded = "R7.9-01"
    case gesture = "R7.9-03"

    var rule: RuleID {
        switch self {
        case .chequeReceived: "R6.3-02"
        case .slotsChange: "R6.10-01"
        case .chequeBounced: "R6.11-06"
        case .stopped, .reminder, .lastReminder: "R6.11-12"
        default: rawValue
        }
    }

    /// Whether it tells the client that a renewal failed; destruction waits for one of these (AMB-08).
    var reportsFailure: Bool {
        switch self {
        case .stopped, .reminder, .lastReminder: true
        default: false
        }
    }
}

extension Proceedings {
    /// Demands a mail about the account itself.
    mutating func notify(_ template: Template, _ number: some CustomStringConvertible, _ values: [String: NoticeValue])
    {
        let key = "\(template.rawValue)/\(account.id)/\(number)"
        emit(template.rule, nil, .notice(Notice(key: key, template: template.rawValue, values: values)))
    }

    /// Demands a mail about one subscription.
    mutating func notify(
        _ template: Template,
        _ index: Int,
        _ number: some CustomStringConvertible,
        _ values: [String: NoticeValue]
    ) {
        let id = account.subscriptions[index].id
        var values = values
        values["subscription"] = .text(id.description)
        let key = "\(template.rawValue)/\(id)/\(number)"
        emit(template.rule, id, .notice(Notice(key: key, template: template.rawValue, values: values)))
    }
}

extension NoticeValue {
    static func euro(_ cents: Int64) -> NoticeValue { .amount(.euro(cents: cents)) }
}
