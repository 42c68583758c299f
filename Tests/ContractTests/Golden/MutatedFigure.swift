import Contract
import Testing

/// A parameter with the vectors that must break when it is one more or one less.
struct MutatedFigure: Sendable, CustomTestStringConvertible {
    let name: String
    /// As the shipped file writes it.
    let value: String
    let others: [String]
    let vectors: [String]

    private init(_ name: String, _ value: String, _ others: [String], _ vectors: [String]) {
        (self.name, self.value, self.others, self.vectors) = (name, value, others, vectors)
    }

    private init(_ name: String, _ value: Int, by deltas: [Int] = [-1, 1], _ vectors: [String]) {
        self.init(name, "\(value)", deltas.map { "\(value + $0)" }, vectors)
    }

    var testDescription: String { name }

    /// The shipped file with one figure replaced, past its own checks.
    func book(with other: String) throws -> Rulebook {
        let text = Book.contents("serveurts-2010-02-02.yaml")
        let line = "  \(name): {value: \(value),"
        try #require(text.ranges(of: line).count == 1, "\(name) is \(value) in the terms")
        let terms = Book.decoded(text.replacing(line, with: "  \(name): {value: \(other),"))
        return Rulebook(terms: [terms.id: terms], current: terms.id, zone: Book.paris)
    }

    /// Decide nothing: mails and the payer's page state them, and the tests of those hold them.
    static let onlyTold: Set = ["parameterRetentionDays", "tokenPacks"]

    static let shipped = [
        MutatedFigure("renewalNoticeDays", 10, ["G05", "G07"]), MutatedFigure("graceDays", 10, ["G05", "G07", "G09"]),
        MutatedFigure("autoRenewCutoffDays", 15, ["G05", "G07"]),
        MutatedFigure("providerNonRenewalNoticeDays", 15, ["R7.6-01"]),
        MutatedFigure("outageThresholdDays", 5, ["R7.9-01"]), MutatedFigure("forceMajeureDays", 30, ["G12"]),
        MutatedFigure("alloPassConversionDays", 30, ["R6.8-02"]), MutatedFigure("breachCureDays", 7, ["R7.4-01"]),
        MutatedFigure("clientChangeReportHours", 48, ["R5-11"]), MutatedFigure("loyaltyResetPercent", 3, ["G19"]),
        MutatedFigure("forceMajeureUpdateDays", 7, ["R4-06"]), MutatedFigure("noticeHour", 9, ["G05", "G07"]),
        MutatedFigure("debitMinute", 5, ["G01", "G02", "G03", "G05", "G07"]),
        MutatedFigure("interruptionMemoryMonths", 12, ["R7.9-01 T8"]),
        MutatedFigure("longestDeferralDays", 2, ["R6.4-15"]), MutatedFigure("reversalMonths", 13, ["R6.3-02"]),
        MutatedFigure("tokenValueCents", 100, ["R6.9-03"]),
        MutatedFigure("recoveryToleranceMinutes", 60, ["R7.9-01 AMB-29"]),
        MutatedFigure("minTermMonths", 1, ["R6.10-03"]),
        // Each day by itself, and a mail less or more.
        MutatedFigure(
            "failureMailDays",
            "[3, 1]",
            ["[2, 1]", "[4, 1]", "[3, 2]", "[3]", "[3, 2, 1]"],
            ["G05", "G07"]
        ),
        // A month less would be none.
        MutatedFigure("priceNoticeMonths", 1, by: [1], ["G10"]), MutatedFigure("priceExitMonths", 1, by: [1], ["G10"]),
        MutatedFigure("periodMonths", 1, by: [1], ["G01", "G02", "G03"]),
        MutatedFigure("forceMajeureMonths", 1, by: [1], ["G12 R7.2-01"]),
    ]
}
