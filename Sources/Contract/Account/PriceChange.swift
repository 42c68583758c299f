/// What a subscription will cost by a published price list, from a date on (R6.4-05).
package struct AnnouncedPrice: Hashable, Codable, Sendable {
    /// The version of the price list.
    package let catalogue: String
    /// One month with the slots of the next period, tax included, in euro cents.
    package let monthlyPrice: Int64
    /// The tax rate inside it, in basis points.
    package let taxRate: Int
    /// It holds from the first due date on or after this one (AMB-10).
    package let effective: CivilDate

    package init(catalogue: String, monthlyPrice: Int64, taxRate: Int, effective: CivilDate) {
        self.catalogue = catalogue
        self.monthlyPrice = monthlyPrice
        self.taxRate = taxRate
        self.effective = effective
    }

    var price: TaxedPrice { TaxedPrice(gross: monthlyPrice, rate: taxRate) }
}

/// Another rate of the tax inside every price, from a date on (R6.4-10).
package struct TaxChange: Hashable, Codable, Sendable {
    /// In basis points.
    package let rate: Int
    /// The first civil day on which debits carry it.
    package let from: CivilDate

    package init(rate: Int, from: CivilDate) {
        self.rate = rate
        self.from = from
    }
}

/// How the client was told of a price change; the text allows both (R6.4-05).
package enum NoticeChannel: String, Codable, Sendable, CaseIterable {
    /// By e-mail: told when it is handed over.
    case mail
    /// By the public page: told on the day of its publication.
    case page
}

/// A price change waiting for its due date.
package struct PriceChange: Equatable, Codable, Sendable {
    /// What it takes for the new price to hold.
    package enum Standing: Equatable, Codable, Sendable {
        /// Nothing: it is no less favourable (R6.4-06), or the order was placed knowing it (AMB-46).
        case free
        /// A mail that was not handed over yet.
        case awaitingNotice
        /// The month after this day of information, in which the client may leave (R6.4-07).
        case noticed(on: CivilDate)
        /// The client was silent (R6.4-08).
        case accepted(noticedOn: CivilDate)
    }

    package let announced: AnnouncedPrice
    /// As announced, or later where the notice came too late for that.
    package internal(set) var effective: CivilDate
    package internal(set) var standing: Standing
    /// Names its notice in keys.
    let number: Int
    /// The day for which the mail was written; nil where there is none.
    var writtenOn: CivilDate?
    /// True once it prices no further month: a debit took it up, or the client asked for other slots, which have their own
    /// price. It then gives the right to leave only.
    private var overtaken: Bool?

    init(announced: AnnouncedPrice, standing: Standing, number: Int, writtenOn: CivilDate? = nil) {
        self.announced = announced
        effective = announced.effective
        self.standing = standing
        self.number = number
        self.writtenOn = writtenOn
    }

    /// Whether a debit took it up or other slots were asked for since: it prices nothing any more, and the month in which
    /// the client may leave because of it runs on (R6.4-07).
    package var isOvertaken: Bool { overtaken ?? false }

    /// What is left of it when a debit takes it up or other slots are asked for: nil where it gave no right to leave, or
    /// silence took that.
    func whenOvertaken() -> PriceChange? {
        switch standing {
        case .free, .accepted: return nil
        case .awaitingNotice, .noticed:
            var copy = self
            copy.overtaken = true
            return copy
        }
    }

    /// The day on which the client was told; nil where he needs not be, or was not yet.
    package var noticedOn: CivilDate? {
        switch standing {
        case .free, .awaitingNotice: nil
        case .noticed(let day), .accepted(let day): day
        }
    }

    /// The last day on which the client may leave because of it (R6.4-07).
    package func lastExitDay(under terms: Terms) -> CivilDate? {
        noticedOn?.adding(months: terms.parameters.priceExitMonths.value)
    }

    /// Whether it prices the period that begins at a due date. One inside the month of reflection keeps the old price
    /// (AMB-47).
    func holds(at due: CivilDate, under terms: Terms) -> Bool {
        guard effective <= due, standing != .awaitingNotice, !isOvertaken else { return false }
        return lastExitDay(under: terms).map { $0 <= due } ?? true
    }
}
