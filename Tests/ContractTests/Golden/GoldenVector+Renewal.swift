import Contract

extension GoldenVector {
    static let renewal =
        zip(["G01", "G02", "G03"], RenewalTests.vectors).map { id, vector in
            GoldenVector(id, vector.1.map { "\($0) 00:05:00" }) { book in
                var life = try Life.started(vector.0, price: 100, cents: Int64(vector.1.count) * 100, under: book)
                life.go(to: at("\(vector.1[vector.1.count - 1]) 12:00"))
                return life.posted("debit").map { stamp($0.at) }
            }
        } + [g05, g07, g09, g10, g19, g21]

    static let g05 = timeLine("G05", "2010-01-31", cutoff: ("2010-02-13 23:59:59", "2010-02-14 00:00"))
    static let g07 = timeLine("G07", "2010-02-10", cutoff: ("2010-02-23 23:59:59", "2010-02-24 00:00"))

    /// A renewal that fails, and the due date that a switch binds on its last second and on the next.
    private static func timeLine(_ id: String, _ start: String, cutoff: (String, String)) -> GoldenVector {
        let dates = IncidentTests.vectors[id == "G05" ? 0 : 1]
        let lines = [
            "\(dates[2]) 09:00:00 R6.11-02", "\(dates[3]) 00:05:00 R6.11-01", "\(dates[4]) 00:00:00 R6.11-13",
            "\(dates[4]) 00:00:00 R6.11-12.stop", "\(day(dates[6]).adding(days: -3)) 09:00:00 R6.11-12.reminder",
            "\(dates[5]) 09:00:00 R6.11-12.last", "\(dates[6]) 00:00:00 R6.11-19",
        ]
        return GoldenVector(id, lines + [dates[3], dates[7]]) { book in
            var life = try Life.started(start, under: book)
            life.go(to: "\(dates[7]) 12:00")
            let effective = try [cutoff.0, cutoff.1].map { instant in
                var switched = try Life.started(start, cents: 5000, under: book)
                try switched.record(.renewalSwitched(s1, on: false), instant)
                guard case .date(let date)? = switched.mails("R6.11-08").first?.notice.values["effective"] else {
                    return "none"
                }
                return date.description
            }
            return life.story + effective
        }
    }

    static let g09 = GoldenVector("G09", ["taken", "R6.11-15"]) { book in
        var life = try Life.started("2010-01-31", under: book)
        try life.pay(5000, "2010-03-10 12:00")
        let request = Event.reactivationRequested(s1, standing: false)
        return ["2010-03-10 23:59:59", "2010-03-11 00:00:00"].map { life.outcome(of: request, $0) }
    }

    static let g10 = GoldenVector("G10", ["R6.4-05", "taken", "taken", "R6.4-07"]) { book in
        func announced(_ effective: String) -> Event {
            let price = AnnouncedPrice(catalogue: "v2", monthlyPrice: 1100, taxRate: 1960, effective: day(effective))
            return .prices(.announced(subscription: s1, price: price, channel: .mail))
        }
        var life = try Life.started("2009-12-15", cents: 40_000, under: book)
        let effects = ["2010-02-27", "2010-02-28"].map { life.outcome(of: announced($0), "2010-01-31 12:00") }
        try life.record(announced("2010-06-01"), "2010-01-31 12:00")
        let leaving = Event.prices(.exitRequested(subscription: s1, immediately: false))
        return effects + ["2010-02-28 23:59:59", "2010-03-01 00:00"].map { life.outcome(of: leaving, $0) }
    }

    /// 50 slots at 3 %; a downgrade after seven renewals falls back to it.
    static let g19 = GoldenVector("G19", ["150", "120"]) { book in
        var life = try Life.started("2010-01-31", slots: 50, cents: 1000, under: book)
        life.go(to: "2010-02-28 23:59:59")
        var lower = try Life.started("2010-01-15", slots: 50, cents: 30_000, under: book)
        lower.go(to: "2010-09-01")
        try lower.record(.slotsChangeRequested(s1, slots: 40, monthlyPrice: 800), "2010-09-02")
        lower.go(to: "2010-09-16")
        return [life, lower].map { life in
            life.posted("points").last.map { "\($0.transaction.quantity(.points(life.account.id)))" } ?? "none"
        }
    }

    private static let paid = "active(period: 2)"

    static let g21 = GoldenVector("G21", ["incident(period: 1)", paid, paid, "0"]) { book in
        var life = try Life.open("2010-01-31", cents: 2500, under: book)
        try life.order(s1, price: 500, "2010-01-31")
        try life.order(s2, price: 700, priority: 1, "2010-01-31")
        try life.order(s3, price: 300, "2010-01-31")
        for id in [s1, s2, s3] { try life.record(.serviceDelivered(id), "2010-01-31 10:00") }
        life.go(to: "2010-03-01")
        return [s1, s2, s3].map { life.phase($0).map { "\($0)" } ?? "none" } + ["\(life.account.euroBalance)"]
    }
}
