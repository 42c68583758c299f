/// A mail that the contract demands, named by its rule and, where one rule has several, a variant. There is no other: the
/// client's address serves nothing else (R12.5-02).
enum Template: String, CaseIterable {
    case forceMajeure = "R4-02"
    case excused = "R4-04"
    case forceMajeureEnded = "R4-05"
    case forceMajeureNews = "R4-06"
    case forceMajeureEnd = "R4-07"
    case activation = "R6.1-02"
    case orderReceipt = "R6.2-01"
    case paymentReceipt = "R6.2-02"
    case delivered = "R6.2-03"
    case chequeReceived = "R6.3-02.pending"
    case paymentRejected = "R6.6-05"
    case codeValidated = "R6.8-02"
    case codeDead = "R6.8-03"
    case codeGiven = "R6.8-05"
    case tokensCredited = "R6.9-03"
    case payerReceipt = "R6.9-08"
    case payerPending = "R6.9-08.pending"
    case payerBounced = "R6.9-08.bounced"
    case payerRejected = "R6.6-05.payer"
    case chequeRejected = "R6.5-02"
    case paymentFailed = "R6.7-03"
    case paymentReversed = "R6.3-02.reversed"
    case paymentReturned = "R6.11-05.returned"
    case accountClosed = "R7.5-04.account"
    case pointsRedeemed = "R6.12-09"
    case refundPaidBack = "R7.9-01.paid"
    case slotsChange = "R6.10-01.slots"
    case priceNotice = "R6.4-05"
    case priceNoticeMoved = "R6.4-05.moved"
    case priceExit = "R6.4-07"
    case priceExitEnded = "R6.4-07.ended"
    case debtPaid = "R6.4-12"
    case debtAccelerated = "R6.4-13"
    case debtUnpaid = "R6.4-14"
    case deferral = "R6.4-15"
    case renewalDeferral = "R6.4-15.renewal"
    case disputeOpened = "R6.4-16"
    case disputeClosed = "R6.4-16.closed"
    case extraCost = "R6.4-17"
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
    case forceMajeureMonthEnd = "R7.2-01"
    case terminated = "R7.3-01"
    case refunded = "R7.9-01"
    case gesture = "R7.9-03"
    case endedForOffence = "R5-09"
    case endedForBreach = "R7.4-01"
    case breachCured = "R7.4-01.cured"
    case breachNotice = "R7.4-02"
    case breachReceived = "R7.4-03"
    case heldForSecurity = "R7.5-01"
    case holdAnnounced = "R7.5-02"
    case holdLifted = "R7.5-02.lifted"
    case heldForMaintenance = "R7.5-03"
    case nonRenewal = "R7.6-01"
    case nonRenewalLater = "R7.6-01.later"
    case closed = "R7.6-02"
    case relocated = "R7.7-01"
    case endedForInfringement = "R7.8-01"
    case heldForConduct = "R8-02"
    case heldForAuthority = "R8-03"
    case heldForIdentity = "R8-04"
    case identityDoubted = "R8-04.case"
    case breachWaived = "R10-01"

    /// In the order of the names, which are numbers here: they are searched for every mail handed over.
    private static let byName = allCases.map { (name: packed($0.rawValue.utf8), template: $0) }
        .sorted { $0.name < $1.name }

    /// As `init(rawValue:)`, which compares with one name after the other.
    init?(named name: some Collection<UInt8>) {
        let packed = Self.packed(name)
        let index = Self.byName.firstSortedIndex { $0.name < packed }
        guard index < Self.byName.count else { return nil }
        self = Self.byName[index].template
        guard Self.byName[index].name == packed, name.first == UInt8(ascii: "R"), name.count == rawValue.utf8.count
        else { return nil }
    }

    /// Of at most 17 bytes, of which the first is always the same.
    private static func packed(_ name: some Collection<UInt8>) -> UInt128 {
        name.dropFirst().reduce(0) { $0 << 8 | UInt128($1) }
    }

    var rule: RuleID {
        switch self {
        case .priceNoticeMoved: "R6.4-05"
        case .priceExitEnded: "R6.4-07"
        case .renewalDeferral: "R6.4-15"
        case .disputeClosed: "R6.4-16"
        case .chequeReceived, .paymentReversed: "R6.3-02"
        case .payerPending, .payerBounced: "R6.9-08"
        case .payerRejected: "R6.6-05"
        case .paymentReturned: "R6.11-05"
        case .accountClosed: "R7.5-04"
        case .refundPaidBack: "R7.9-01"
        case .slotsChange: "R6.10-01"
        case .chequeBounced: "R6.11-06"
        case .stopped, .reminder, .lastReminder: "R6.11-12"
        case .breachCured: "R7.4-01"
        case .holdLifted: "R7.5-02"
        case .nonRenewalLater: "R7.6-01"
        case .identityDoubted: "R8-04"
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

extension Notice {
    /// Whether it acknowledges money that was accepted, the client's (R6.2-02) or the payer's (R6.9-08).
    package var isReceiptOfPayment: Bool {
        template == Template.paymentReceipt.rawValue || template == Template.payerReceipt.rawValue
    }

    /// The receipt of the payer for whom the mail with this key is the last; nil for other mails. His address is then not
    /// needed any more.
    package static func lastReceipt(of key: NoticeKey) -> OpaqueID? {
        guard let name = key.name, name.template != .payerPending, case .receipt(let id) = name.subject else {
            return nil
        }
        return id
    }
}

extension Proceedings {
    /// Demands a mail about the account itself.
    mutating func notify(_ template: Template, _ number: some CustomStringConvertible, _ values: NoticeValues) {
        let key = NoticeKey(template, .account(account.id), .init(number))
        emit(template.rule, nil, .notice(Notice(key: key, template: template.rawValue, values: values)))
    }

    /// Demands a mail about one subscription.
    mutating func notify(
        _ template: Template,
        _ index: Int,
        _ number: some CustomStringConvertible,
        _ values: consuming NoticeValues
    ) {
        let id = account.subscriptions[index].id
        let key = NoticeKey(template, .subscription(id), .init(number))
        emit(template.rule, id, .notice(Notice(key: key, template: template.rawValue, values: values.about(id))))
    }
}

extension NoticeValue {
    static func euro(_ cents: Int64) -> NoticeValue { .amount(.euro(cents: cents)) }
}
