import Contract
import Testing

@Suite struct GoldenTests {
    static let vectors = GoldenVector.renewal + GoldenVector.boundaries

    /// Parameters with the vectors of which at least one must break when the figure is one more or one less.
    static let figures: [(name: String, value: Int, deltas: [Int], vectors: [String])] = [
        ("renewalNoticeDays", 10, [-1, 1], ["G05", "G07"]), ("graceDays", 10, [-1, 1], ["G05", "G07", "G09"]),
        ("autoRenewCutoffDays", 15, [-1, 1], ["G05", "G07"]),
        ("providerNonRenewalNoticeDays", 15, [-1, 1], ["R7.6-01"]),
        ("outageThresholdDays", 5, [-1, 1], ["R7.9-01"]), ("forceMajeureDays", 30, [-1, 1], ["G12"]),
        ("alloPassConversionDays", 30, [-1, 1], ["R6.8-02"]), ("breachCureDays", 7, [-1, 1], ["R7.4-01"]),
        ("clientChangeReportHours", 48, [-1, 1], ["R5-11"]), ("loyaltyResetPercent", 3, [-1, 1], ["G19"]),
        ("forceMajeureUpdateDays", 7, [-1, 1], ["R4-06"]), ("noticeHour", 9, [-1, 1], ["G05", "G07"]),
        ("debitMinute", 5, [-1, 1], ["G01", "G02", "G03", "G05", "G07"]),
        ("interruptionMemoryMonths", 12, [-1, 1], ["R7.9-01 T8"]), ("longestDeferralDays", 2, [-1, 1], ["R6.4-15"]),
        ("reversalMonths", 13, [-1, 1], ["R6.3-02"]), ("tokenValueCents", 100, [-1, 1], ["R6.9-03"]),
        // A month less would be none.
        ("priceNoticeMonths", 1, [1], ["G10"]), ("priceExitMonths", 1, [1], ["G10"]),
        ("periodMonths", 1, [1], ["G01", "G02", "G03"]), ("forceMajeureMonths", 1, [1], ["G12 R7.2-01"]),
    ]

    @Test(arguments: vectors) func `a golden vector comes true under the shipped terms`(vector: GoldenVector) throws {
        #expect(try vector.observe(Book.standard) == vector.expected)
    }

    @Test(arguments: figures)
    func `a figure of the terms that is one more or one less breaks its golden vectors`(
        name: String,
        value: Int,
        deltas: [Int],
        vectors: [String]
    ) throws {
        for delta in deltas {
            let book = try book(with: name, value, delta)
            for vector in Self.vectors where vectors.contains(vector.id) {
                #expect(vector.breaks(under: book), "\(name) \(value + delta) leaves \(vector.id) as it is")
            }
        }
        #expect(Self.vectors.count { vectors.contains($0.id) } == vectors.count, "every vector named exists")
    }

    /// The shipped file with one figure replaced, past its own checks.
    private func book(with name: String, _ value: Int, _ delta: Int) throws -> Rulebook {
        let text = Book.contents("serveurts-2010-02-02.yaml")
        let line = "  \(name): {value: \(value),"
        try #require(text.ranges(of: line).count == 1, "\(name) is \(value) in the terms")
        let terms = Book.decoded(text.replacing(line, with: "  \(name): {value: \(value + delta),"))
        return Rulebook(terms: [terms.id: terms], current: terms.id, zone: Book.paris)
    }
}
