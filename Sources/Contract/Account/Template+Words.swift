extension Template {
    /// What the mail is, for journals, plans and scenarios. The subjects of the mails have other words, in two languages.
    var words: String {
        switch self {
        case .forceMajeure: "force majeure declared"
        case .excused: "month excused by force majeure"
        case .forceMajeureEnded: "end of the force majeure"
        case .forceMajeureNews: "news of the force majeure"
        case .forceMajeureEnd, .forceMajeureMonthEnd: "service terminated for force majeure"
        case .activation: "activation of the account"
        case .orderReceipt: "receipt of the order"
        case .paymentReceipt: "receipt of a payment"
        case .delivered: "service delivered"
        case .chequeReceived: "cheque received, not yet credited"
        case .paymentRejected: "payment rejected"
        case .codeValidated: "code validated"
        case .codeDead: "code expired"
        case .codeGiven: "free code"
        case .tokensCredited: "tokens credited"
        case .payerReceipt: "receipt for the payer"
        case .payerPending: "payer's payment received, not yet credited"
        case .payerBounced: "payer's payment returned unpaid"
        case .payerRejected: "payer's payment rejected"
        case .chequeRejected: "cheque refused"
        case .paymentFailed: "payment that did not go through"
        case .paymentReversed: "payment taken back"
        case .paymentReturned: "irregular payment sent back"
        case .accountClosed: "account closed"
        case .pointsRedeemed: "points exchanged"
        case .refundPaidBack: "refund paid out"
        case .slotsChange: "change of slots"
        case .priceNotice: "notice of a new price"
        case .priceNoticeMoved: "notice of a new price, corrected dates"
        case .priceExit: "exit on account of a new price"
        case .priceExitEnded: "service ended by the exit"
        case .debtPaid: "debt paid from the balance"
        case .debtAccelerated: "debt payable at once"
        case .debtUnpaid: "notice of non-payment"
        case .deferral: "debt deferred"
        case .renewalDeferral: "renewal deferred"
        case .disputeOpened: "dispute opened"
        case .disputeClosed: "dispute closed"
        case .extraCost: "extra cost to pay"
        case .renewalNotice: "notice of the due date"
        case .endNotice: "notice of the end"
        case .irregularPayment: "irregular payment kept aside"
        case .chequeBounced: "cheque returned unpaid"
        case .renewalSwitched: "automatic renewal switched"
        case .renewed: "service renewed"
        case .stopped: "service stopped, renewal not paid"
        case .reminder: "reminder before the destruction"
        case .lastReminder: "last reminder before the destruction"
        case .reactivated: "service reactivated"
        case .destroyed: "service destroyed and closed"
        case .points: "loyalty points granted"
        case .notRenewed: "service ended, not renewed"
        case .terminated: "service terminated at the client's request"
        case .refunded: "refund for an interruption"
        case .gesture: "commercial gesture"
        case .endedForOffence, .endedForInfringement: "service terminated for an offence"
        case .endedForBreach: "service terminated for breaches not remedied"
        case .breachCured: "case of breach closed"
        case .breachNotice: "notice of breaches to remedy"
        case .breachReceived: "receipt of the client's notice of breaches"
        case .breachWaived: "case of breach not pursued"
        case .heldForSecurity: "service interrupted for security"
        case .holdAnnounced: "interruption announced"
        case .holdLifted: "interruption over"
        case .heldForMaintenance: "service interrupted for maintenance"
        case .nonRenewal: "notice that the provider will not renew"
        case .nonRenewalLater: "notice that the end moved to a later date"
        case .closed: "service closed for good"
        case .relocated: "new address of the server"
        case .heldForConduct: "service suspended for conduct"
        case .heldForAuthority: "service suspended on notice of an authority or a third party"
        case .heldForIdentity: "service suspended for contact data"
        case .identityDoubted: "request to confirm contact data"
        }
    }
}

extension Notice {
    /// What the mail is: `notice of non-payment`.
    package var title: String { Template(named: template.utf8)?.words ?? template }

    /// What the mail is, and how it is named: `notice of non-payment (R6.4-14)`.
    package var words: String { Template(named: template.utf8).map { "\($0.words) (\(template))" } ?? template }

    /// The same of a notice that only its key tells: `notice of non-payment (R6.4-14/A-1001/1)`.
    package static func words(of key: NoticeKey) -> String {
        key.name.map { "\($0.template.words) (\(key))" } ?? key.description
    }
}
