import Contract
import Metering
import Testing
import Wire

extension GoldenVector {
    static let boundaries = [
        g12, monthOfSevenTwo, forceMajeureNews, breach, outage, recovery, memory, shortest, codes, reports, nonRenewal,
        deferral, reversal, tokens,
    ]

    private static func asked(_ life: Life, _ instant: String) -> String {
        life.outcome(of: .forceMajeure(.terminationRequested(s1, case: "flood")), instant)
    }

    static let g12 = GoldenVector("G12", ["R4-07", "taken"]) { book in
        var life = try Life.started("2010-01-31", cents: 5000, under: book)
        try life.declare("2010-02-01 16:00")
        return ["2010-03-03 23:59:59", "2010-03-04 00:00:00"].map { asked(life, $0) }
    }

    static let monthOfSevenTwo = GoldenVector("G12 R7.2-01", ["R7.2-01", "taken"]) { book in
        var life = try Life.started("2010-01-31", cents: 5000, under: book)
        life.mailWorks = false
        try life.declare("2010-02-03", since: "2010-02-01 08:00")
        return ["2010-03-01 23:59:59", "2010-03-02 00:00:00"].map { asked(life, $0) }
    }

    static let forceMajeureNews = GoldenVector("R4-06", ["2010-02-08", "2010-02-15"]) { book in
        var life = try Life.started("2010-01-31", cents: 5000, under: book)
        try life.declare("2010-02-01 16:00")
        life.go(to: "2010-02-16")
        return life.mails("R4-06").map { Book.paris.date(at: $0.at).description }
    }

    static let breach = GoldenVector("R7.4-01", ["2010-02-11 00:00:00", "taken", "R7.4-01"]) { book in
        var life = try Life.started("2010-01-31", cents: 5000, under: book)
        try life.record(BreachTests.notice(), "2010-02-03 12:00", by: .staff)
        let cures = ["2010-02-10 23:59:59", "2010-02-11 00:00"].map {
            life.outcome(of: BreachTests.cure(), $0, by: .staff)
        }
        life.go(to: "2010-02-20")
        return life.phases.map { stamp($0.at) } + cures
    }

    /// 120 h refund nothing, a second more does.
    static let outage = GoldenVector("R7.9-01", ["0", "1"]) { book in
        try [Int64(0), 1].map { second in
            var life = try Life.started("2010-01-31", under: book)
            let start = at("2010-02-03")
            let end = start.adding(seconds: 120 * 3600 + second)
            let found = Interruption(start: start, confirmedThrough: end, ended: true, cause: .technical)
            try life.record(.interruptionMeasured(s1, found), at: end, occurred: end, by: .system)
            return "\(life.posted("refund").count)"
        }
    }

    /// Down for 100 h, up for as long as the row says, down for 100 h more: one interruption of more than 120 h, or two.
    static let recovery = GoldenVector("R7.9-01 AMB-29", ["1", "0"]) { book in
        try [Int64(3599), 3600].map { up in
            var life = try Life.started("2010-01-31", under: book)
            let (start, hours) = (at("2010-02-02"), Int64(100 * 3600))
            let changes: [(Int64, IntervalRecord.Class)] = [
                (0, .down), (hours, .up), (hours + up, .down), (2 * hours + up, .up),
            ]
            for found in Meter.interruptions(
                records: changes.enumerated().map { .observed($1.1, at: start.adding(seconds: $1.0), $0) },
                observedThrough: at("2010-02-28"),
                demanded: life.first.demandedSpans.map { DemandedSpan(start: $0.from, end: $0.to) },
                tolerance: try #require(book.currentTerms).recoveryTolerance
            ) {
                let end = found.confirmedThrough
                try life.record(.interruptionMeasured(s1, found), at: end, occurred: end, by: .system)
            }
            return "\(life.posted("refund").count)"
        }
    }

    static let shortest = GoldenVector("R6.10-03", ["R6.10-03", "taken"]) { book in
        try [0, 1].map { months in
            var life = try Life.open(under: book)
            return refusal { try life.order(s1, months: months, "2010-01-02") } ?? "taken"
        }
    }

    /// How long afterwards an interruption can still be told.
    static let memory = GoldenVector("R7.9-01 T8", ["taken", "R7.9-01"]) { book in
        var life = try Life.started("2010-01-31", cents: 100_000, under: book)
        life.go(to: "2011-02-03")
        let found = Interruption(
            start: at("2010-02-03"),
            confirmedThrough: at("2010-02-10"),
            ended: true,
            cause: .technical
        )
        return ["2011-02-03 23:59:59", "2011-02-04 00:00"].map {
            life.outcome(of: .interruptionMeasured(s1, found), $0, by: .system)
        }
    }

    static let codes = GoldenVector("R6.8-02", ["taken", "R6.8-03"]) { book in
        var life = try Life.open("2010-03-28", under: book)
        let validated = CodeEvent.validated(method: "allopass", code: CodeTests.code, cents: 300, obtainedAt: nil)
        try life.record(.codes(validated), "2010-03-28 12:00")
        return ["2010-04-27 23:59:59", "2010-04-28 00:00"].map {
            life.outcome(of: .codes(.converted(code: CodeTests.code)), $0)
        }
    }

    static let reports = GoldenVector("R5-11", ["0", "1"]) { book in
        try ["2010-03-29 11:00:00", "2010-03-29 11:00:01"].map { instant in
            var life = try Life.started("2010-01-31", cents: 50_000, under: book)
            try life.record(ContactTests.change(at("2010-03-27 10:00")), instant)
            return "\(life.decisions("R5-11").count)"
        }
    }

    static let nonRenewal = GoldenVector("R7.6-01", ["2010-02-28", "2010-03-31"]) { book in
        try ["2010-02-13 23:59:59", "2010-02-14 00:00"].map { instant in
            var life = try Life.started("2010-01-31", cents: 100_000, under: book)
            try life.record(NonRenewalTests.notice, instant, by: .staff)
            guard case .date(let due)? = life.mails("R7.6-01").first?.notice.values["due"] else { return "none" }
            return due.description
        }
    }

    static let deferral = GoldenVector("R6.4-15", ["taken", "R6.4-15"]) { book in
        let life = try Life.started("2010-01-15", under: book)
        return ["2010-02-17", "2010-02-18"].map { until in
            let grant = DebtEvent.deferralGranted(
                to: .renewal(subscription: s1),
                asked: at("2010-02-14"),
                until: day(until),
                document: "letter"
            )
            return life.outcome(of: .debts(grant), "2010-02-14 12:00", by: .staff)
        }
    }

    static let reversal = GoldenVector("R6.3-02", ["taken", "R6.3-02"]) { book in
        try ["2011-02-02 23:59", "2011-02-03 00:01"].map { instant in
            var life = try Life.open(under: book)
            try life.pay(1000, "2010-01-02 12:00")
            try life.pay(1, instant)
            let event = PaymentEvent.reversed(method: "transfer", reference: "T1", reason: "taken back")
            return life.outcome(of: .payments(event), instant, by: .staff)
        }
    }

    static let tokens = GoldenVector("R6.9-03", ["500"]) { book in
        var life = try Life.open(under: book)
        try life.record(.requests(.opened(request: PaymentRequestTests.request, suggested: nil)), "2010-01-02")
        let payment = Payment(method: "paypal", currency: "EUR", amount: 500, reference: "P1")
        let bought = RequestEvent.tokensBought(
            request: PaymentRequestTests.request,
            payment: payment,
            receipt: OpaqueID(1, 99)
        )
        try life.record(.requests(bought), "2010-01-03")
        return ["\(life.account.euroBalance)"]
    }
}

extension IntervalRecord {
    fileprivate static func observed(_ kind: Class, at instant: Instant, _ index: Int) -> IntervalRecord {
        let evidence = Evidence(
            generation: 1,
            processID: nil,
            answered: kind == .up,
            players: nil,
            slotsReported: nil,
            exitCode: nil,
            note: ""
        )
        return IntervalRecord(
            sequence: Int64(index + 1),
            server: "srv-1001",
            at: instant.epochSeconds,
            kind: kind,
            evidence: evidence
        )
    }
}
