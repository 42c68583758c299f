/// Something that happened outside the contract and that it has to take into account.
package struct Fact: Equatable, Codable, Sendable {
    /// When it happened; its legal effect follows this when it can be proved (T8).
    package let occurredAt: Instant
    /// When Lessor learned of it; the evidence. Never before `occurredAt`.
    package let recordedAt: Instant
    package let actor: Actor
    package let event: Event

    package init(_ event: Event, occurredAt: Instant, recordedAt: Instant, actor: Actor) {
        self.event = event
        self.occurredAt = occurredAt
        self.recordedAt = recordedAt
        self.actor = actor
    }
}

/// Who said so.
package enum Actor: String, Codable, Sendable {
    /// The client, through the manager.
    case client
    /// An operator of the provider.
    case staff
    /// Lessor itself: mail handed over, server delivered, outage measured.
    case system
}

/// What can happen. Holds no personal data (DESIGN section 4): names and addresses live beside the journal.
package enum Event: Equatable, Codable, Sendable {
    /// An account was opened (6.1); it becomes active when its activation mail is handed over (R6.1-02).
    case accountOpened(ClientKind)
    /// The mail with this key was handed to the transport: only then is a notice given.
    case noticeHandedOver(NoticeKey)
    /// A service was ordered (6.1, 6.4).
    case orderPlaced(Order)
    /// Somebody paid, or tried to (6.3, 6.5, 6.6).
    case paymentReceived(Payment)
    /// A cheque received earlier was credited by the bank (AMB-19).
    case chequeCleared(reference: String)
    /// A cheque received earlier came back unpaid (AMB-19).
    case chequeBounced(reference: String)
    /// The server answers its players with the slots ordered (R6.2-03, R6.3-03).
    case serviceDelivered(SubscriptionID)
    /// The client switched automatic renewal on or off (R6.11-08).
    case renewalSwitched(SubscriptionID, on: Bool)
    /// The client asked to renew now, before the due date (R7.1-02).
    case renewalRequested(SubscriptionID)
    /// The client asked for reactivation (R6.11-17); `standing` asks for every later incident too (AMB-15).
    case reactivationRequested(SubscriptionID, standing: Bool)
    /// The client withdrew the standing request.
    case standingRequestWithdrawn(SubscriptionID)
    /// The client asked for another number of slots from the next due date on (AMB-44).
    case slotsChangeRequested(SubscriptionID, slots: Int, monthlyPrice: Int64)
    /// The client stopped or started the server himself.
    case clientPower(SubscriptionID, running: Bool)
    /// The client ends the service now (R7.3-01), once identified (R7.5-04).
    case terminationRequested(SubscriptionID, identification: Identification = .manager)
    /// Metering measured an interruption, or learned more about one (R7.9-01).
    case interruptionMeasured(SubscriptionID, Interruption)
    /// The host attests that process, port and files are gone (R6.11-19).
    case serviceErased(SubscriptionID, proof: String)
    /// An operator grants a commercial gesture (R7.9-03).
    case gestureGranted(cents: Int64, reason: String)
    /// A hold that is not about money was placed or lifted (7.5, 8).
    case hold(HoldEvent)
    /// A breach, an offence or a check (5, 7.4, 7.8, 9, 10).
    case breach(BreachEvent)
    /// The contact data changed, are doubted or confirmed (5, 8).
    case contact(ContactEvent)
    /// The provider's own decision about one service (7.6, 7.7).
    case provider(ProviderEvent)
    /// Prices, taxes, and leaving because of them (6.4).
    case prices(PriceEvent)
    /// Sums owed beside renewals, and more time to pay (6.4).
    case debts(DebtEvent)
    /// Disagreements (R6.4-16).
    case disputes(DisputeEvent)
    /// Article 4: a case of force majeure.
    case forceMajeure(ForceMajeureEvent)
    /// Article 4: what an interruption is due to, and damages.
    case liability(LiabilityEvent)
    /// Articles 2, 5, 11: what the person behind the account declares and asks for.
    case person(PersonEvent)
    /// Article 12.2: an attempted fraud or intrusion.
    case fraud(FraudEvent)
    /// The client exchanges loyalty points, in hundredths, for balance (R6.12-09).
    case pointsRedeemed(hundredths: Int64)
    /// The account is closed for ever, on the client's wish or the provider's.
    case accountClosed(reason: String)
    case payments(PaymentEvent)
    case codes(CodeEvent)
    case requests(RequestEvent)
}

/// The legal kinds of client of R1-02.
package enum ClientKind: String, Codable, Sendable, CaseIterable {
    case consumer, professional, privateBody, publicBody
}

/// The snapshot of what was ordered (R6.4-02); later catalogues do not change it.
package struct Order: Equatable, Codable, Sendable {
    package let subscription: SubscriptionID
    package let product: String
    package let slots: Int
    /// What one month costs, tax included, in euro cents (R6.4-03); 0 for a free service (R2-04).
    package let monthlyPrice: Int64
    /// The tax rate inside the price, in basis points: 2000 is 20 %.
    package let taxRate: Int
    /// The catalogue version that set the price.
    package let catalogue: String
    /// The version of the terms accepted with this order; it governs the subscription to its end (AMB-01).
    package let terms: TermsID
    /// Duration asked for, in months; one at least (R6.10-03).
    package let months: Int
    /// Which subscription is renewed first when the balance does not cover all; smaller first (AMB-42).
    package let priority: Int
    /// Which of the two formulas of 6.11 was ordered (AMB-51).
    package let kind: Kind
    /// In which of them the catalogue sold the product (R6.11-09).
    package let sale: Sale
    /// Prices published before the order that take effect after it, and that it was placed knowing (AMB-46).
    @OmittedWhenEmpty package private(set) var announced: [AnnouncedPrice]
    /// Tax rates known when it was placed that come into force after it (R6.4-10).
    @OmittedWhenEmpty package private(set) var taxChanges: [TaxChange]

    package init(
        subscription: SubscriptionID,
        product: String,
        slots: Int,
        monthlyPrice: Int64,
        taxRate: Int,
        catalogue: String,
        terms: TermsID,
        months: Int = 1,
        priority: Int = 100,
        kind: Kind = .subscription,
        sale: Sale = .anyKind,
        announced: [AnnouncedPrice] = [],
        taxChanges: [TaxChange] = []
    ) {
        self.subscription = subscription
        self.product = product
        self.slots = slots
        self.monthlyPrice = monthlyPrice
        self.taxRate = taxRate
        self.catalogue = catalogue
        self.terms = terms
        self.months = months
        self.priority = priority
        self.kind = kind
        self.sale = sale
        self.announced = announced
        self.taxChanges = taxChanges
    }
}

/// A payment as it arrived, before the contract accepts or rejects it.
package struct Payment: Equatable, Codable, Sendable {
    /// Method as named by who reports it; unmanaged ones are rejected (R6.6-05).
    package let method: String
    /// ISO 4217 code as received; anything but EUR is rejected (R6.6-03).
    package let currency: String
    /// In hundredths of `currency`; more than zero.
    package let amount: Int64
    /// The payer's reference; one (method, reference) is one payment, for ever. Never data of the payer's own account
    /// (R6.7-02).
    package let reference: String
    /// Where the bank of a cheque is (R6.5-02); nil for other methods.
    package let bank: DrawingBank?

    package init(method: String, currency: String, amount: Int64, reference: String, bank: DrawingBank? = nil) {
        self.method = method
        self.currency = currency
        self.amount = amount
        self.reference = reference
        self.bank = bank
    }
}

/// A measured interruption of one server. The same `start` sent again replaces what was known of it.
package struct Interruption: Equatable, Codable, Sendable {
    /// First instant at which the server that should have run did not answer.
    package let start: Instant
    /// Down without a recovery of at least the tolerance up to here (AMB-29).
    package let confirmedThrough: Instant
    /// Whether it is over; false while `confirmedThrough` may still grow.
    package let ended: Bool
    package let cause: InterruptionCause

    package init(start: Instant, confirmedThrough: Instant, ended: Bool, cause: InterruptionCause) {
        self.start = start
        self.confirmedThrough = confirmedThrough
        self.ended = ended
        self.cause = cause
    }
}
