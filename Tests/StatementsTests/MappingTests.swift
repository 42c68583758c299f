import FoundationEssentials
import Testing

@testable import Statements

@Suite struct MappingTests {
    @Test func `the shipped mapping can be used`() throws {
        #expect(try Sample.paypal().problem == nil)
    }

    @Test(arguments: [
        ("source: paypal", "source: \" \"", "source"), ("delimiter: \",\"", "delimiter: \",,\"", "delimiter"),
        ("delimiter: \",\"", "delimiter: \"é\"", "delimiter"), ("dates: MM/dd/yyyy", "dates: MM-dd", "dates is MM-dd"),
        ("decimal: \".\"", "decimal: \"'\"", "decimal"), ("thousands: \",\"", "thousands: \".\"", "thousands"),
        ("name: english-day-first", "name: english-month-first", "same name"),
        ("      amount: Gross\n", "", "credit and debit"),
        ("      amount: Gross\n", "      amount: Gross\n      credit: In\n", "credit and debit"),
        ("      currency: Currency\n", "", "currency"), ("      type: Type\n", "", "types"),
    ])
    func `a mistake names its field`(from: String, to: String, says: String) throws {
        let text = try String(contentsOfFile: "\(Sample.root)/Templates/imports/paypal.yaml", encoding: .utf8)
        #expect(text.contains(from))
        #expect(try Sample.mapping(text.replacing(from, with: to)).problem?.contains(says) == true)
    }
}
