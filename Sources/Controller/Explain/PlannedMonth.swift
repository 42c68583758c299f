import Contract

/// What a month will bring to the fleet if nothing else happens.
package struct PlannedMonth: Codable, Equatable, Sendable {
    /// `2010-03`
    package let month: String
    /// Months debited after the first of a service, reactivations among them.
    package private(set) var renewals = 0
    /// Invoiced less credited, in euro cents, tax included.
    package private(set) var gross: Int64 = 0
    package private(set) var net: Int64 = 0
    package private(set) var tax: Int64 = 0
    /// Slots of the services paid for at its end, or where the plan ends.
    package let slots: Int
    /// Services stopped because their renewal was not covered.
    package private(set) var stops = 0
    /// What was missing to those renewals, in euro cents.
    package private(set) var short: Int64 = 0
    package private(set) var destructions = 0
    /// Services ended otherwise.
    package private(set) var ends = 0

    private init(month: String, slots: Int) {
        self.month = month
        self.slots = slots
    }

    /// One total a mark. The effects of a month lie between the mark before it and its own, both inclusive at its end.
    ///
    /// - Parameters:
    ///   - marks: the last second of each month, ascending; the last where the plan ends.
    ///   - slots: sold at each mark.
    static func totals(of effects: [PlannedEffect], marks: [Instant], slots: [Int], zone: CivilZone) -> [PlannedMonth] {
        var months = zip(marks, slots).map { mark, slots in
            PlannedMonth(month: String(zone.date(at: mark).description.prefix(7)), slots: slots)
        }
        for planned in effects {
            guard let place = marks.firstIndex(where: { planned.effect.at <= $0 }) else { continue }
            months[place].add(planned)
        }
        return months
    }

    /// The last second of each month from `now` on, and `until`.
    static func marks(from now: Instant, until: Instant, zone: CivilZone) -> [Instant] {
        let today = zone.date(at: now)
        let first = today.adding(days: 1 - today.day)
        let ends = (1...).lazy.map { zone.start(of: first.adding(months: $0)).adding(seconds: -1) }
        return Array(ends.prefix { $0 < until }) + [until]
    }

    private mutating func add(_ planned: PlannedEffect) {
        switch planned.effect.action {
        case .posted(let transaction): renewals += transaction.isRenewal ? 1 : 0
        case .invoiced(let invoice):
            let sign: Int64 = invoice.kind == .invoice ? 1 : -1
            gross += sign * invoice.gross
            net += sign * invoice.net
            tax += sign * invoice.tax
        case .phase(.incident):
            stops += 1
            short += planned.short ?? 0
        case .phase(.ended(let rule, _)):
            if rule == "R6.11-19" { destructions += 1 } else { ends += 1 }
        case .notice, .account, .phase, .service, .decided: break
        }
    }
}

extension Transaction {
    /// `debit/S-1001/2`: the debit of a month after the first.
    fileprivate var isRenewal: Bool {
        let parts = key.split(separator: "/")
        guard parts.count == 3, parts[0] == "debit" else { return false }
        return Int(parts[2].prefix { $0 != "." }).map { $0 > 1 } ?? false
    }
}
