import Contract
import Foundation
import Testing

/// T9, AMB-01: terms act from the instant on at which they come into force, and what fell due before stays under the earlier ones.
@Suite struct EarlierTermsTests {
    /// News of force majeure are due after seven days at 9:00, and under the later terms after three at 20:00.
    private static let later: Terms = {
        let yaml = Book.contents("serveurts-2010-02-02.yaml")
            .replacing("id: serveurts-2010-02-02", with: "id: later")
            .replacing("forceMajeureUpdateDays: {value: 7", with: "forceMajeureUpdateDays: {value: 3")
            .replacing("noticeHour: {value: 9", with: "noticeHour: {value: 20")
        return Book.decoded(yaml)
    }()

    private func book(laterFrom instant: String) -> Rulebook {
        Rulebook(
            terms: [Book.shipped.id: Book.shipped, Self.later.id: Self.later],
            current: Self.later.id,
            zone: Book.paris,
            earlier: Rulebook.Earlier(Book.standard, until: at(instant))
        )
    }

    /// Told on 2010-03-01; nobody gives news.
    private func life() throws -> Life {
        var life = try Life.started("2010-02-20", cents: 10_000)
        try life.declare("2010-03-01 10:00", prevents: false)
        life.effects = []
        return life
    }

    private static let news = [
        // In force before any is due: three days instead of seven.
        ("2010-03-02", ["2010-03-04 20:00", "2010-03-07 20:00", "2010-03-10 20:00"]),
        // The later terms would have wanted it on 03-04: at once, when they come into force, and not before.
        ("2010-03-06 15:00", ["2010-03-06 15:00", "2010-03-09 20:00", "2010-03-12 20:00"]),
        // What is due at that very instant is still of the earlier ones, and comes once.
        ("2010-03-08 09:00", ["2010-03-08 09:00", "2010-03-11 20:00", "2010-03-14 20:00"]),
        ("2010-03-10", ["2010-03-08 09:00", "2010-03-11 20:00", "2010-03-14 20:00"]),
    ]

    @Test(arguments: news, [1, 24, 24 * 40])
    func `R4-06 T9: later terms act from their coming into force on, in whatever ticks time passes`(
        _ expected: (from: String, mails: [String]),
        hours: Int
    ) throws {
        var life = try life()
        life.book = book(laterFrom: expected.from)
        let end = at("2010-03-31")
        while life.account.now < end {
            let tick = min(end, life.account.now.adding(seconds: Int64(hours) * 3600))
            let new = life.account.advance(to: tick, under: life.book)
            life.effects += new
        }
        #expect(life.mails("R4-06").prefix(3).map(\.at) == expected.mails.map { at($0) })
    }

    @Test func `the next deadline is the one that will be played`() throws {
        let account = try life().account
        #expect(account.nextDeadline(under: Book.standard) == at("2010-03-08 09:00"))
        #expect(account.nextDeadline(under: book(laterFrom: "2010-03-02")) == at("2010-03-04 20:00"))
        #expect(account.nextDeadline(under: book(laterFrom: "2010-03-06 15:00")) == at("2010-03-06 15:00"))
        #expect(account.nextDeadline(under: book(laterFrom: "2010-03-10")) == at("2010-03-08 09:00"))
    }

    @Test func `a book tells which terms were in force`() {
        let book = book(laterFrom: "2010-03-06 15:00")
        #expect(book.inForce(at: at("2010-03-06 14:59:59")).current == Book.shipped.id)
        #expect(book.inForce(at: at("2010-03-06 15:00")).current == "later")
    }

    @Test func `a replay takes every fact under the terms of its step`() throws {
        // The later terms put a mail that comes back on hold at once (AMB-37); the step before them did not.
        let strict = Book.reading([.doubtfulContact: .a])
        var life = try Life.started("2010-02-20", cents: 10_000)
        let before = life.facts.count
        let mail = try #require(life.facts.lazy.compactMap { $0.event.handedOver }.first)
        try life.record(.contact(.mailBounced(mail)), "2010-02-25")
        let steps = life.facts.enumerated().map { index, fact in
            AccountReplay.Step(at: fact.recordedAt, fact: fact, under: index < before ? strict : Book.standard)
        }
        func standings(_ steps: [AccountReplay.Step]) throws -> [ServiceStanding]? {
            try AccountReplay(of: life.account.id, steps: steps, under: strict).standings(until: at("2010-02-28"))[s1]?
                .map(\.standing)
        }
        #expect(try standings(steps) == [.absent, .running])
        let all = steps.map { AccountReplay.Step(at: $0.at, fact: $0.fact, under: strict) }
        #expect(try standings(all) == [.absent, .running, .held])
    }
}

extension Event {
    fileprivate var handedOver: NoticeKey? {
        if case .noticeHandedOver(let key) = self { key } else { nil }
    }
}
