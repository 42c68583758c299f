import Controller
import Testing

@Suite struct EuroAmountTests {
    @Test(
        arguments: [
            ("12", 1200), ("12.5", 1250), ("12,50", 1250), ("0.01", 1), ("0,1", 10), (" 7.00 ", 700), ("007", 700),
            ("10000000", 1_000_000_000),
        ] as [(String, Int64)]
    )
    func `amounts as people write them`(text: String, cents: Int64) throws {
        #expect(try EuroAmount.parse(text) == cents)
    }

    @Test(
        arguments: [
            ("", .empty), ("  ", .empty), ("0", .zero("0")), ("0,00", .zero("0,00")), ("-5", .negative("-5")),
            ("-0", .negative("-0")), ("1.005", .tooManyDecimals("1.005")), ("12,500", .tooManyDecimals("12,500")),
            ("abc", .notANumber("abc")), ("1e3", .notANumber("1e3")), ("1.2.3", .notANumber("1.2.3")),
            ("+5", .notANumber("+5")), (".5", .notANumber(".5")), ("5.", .notANumber("5.")),
            ("1 000", .notANumber("1 000")),
            ("١٢", .notANumber("١٢")), ("10000000.01", .tooLarge("10000000.01")),
            ("99999999999999999999", .tooLarge("99999999999999999999")),
        ] as [(String, EuroAmountError)]
    )
    func `anything else is refused with a sentence of its own`(text: String, error: EuroAmountError) {
        #expect(throws: error) { try EuroAmount.parse(text) }
        #expect(error.description.hasSuffix("."))
        #expect(error.description.contains(";"), "the sentence names a remedy")
    }

    @Test func `amounts are written with two decimals`() {
        #expect(EuroAmount.format(1250) == "12.50 EUR")
        #expect(EuroAmount.formatFrench(1250) == "12,50 €")
        #expect(EuroAmount.format(5) == "0.05 EUR")
        #expect(EuroAmount.format(-705) == "-7.05 EUR")
        #expect(EuroAmount.format(0) == "0.00 EUR")
        #expect(EuroAmount.format(.min) == "-92233720368547758.08 EUR")
    }
}
