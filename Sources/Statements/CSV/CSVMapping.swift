/// How one provider's CSV is read: a file of `Templates/imports`, or an operator's own.
package struct CSVMapping: Codable, Equatable, Sendable {
    /// Names the account that the rows belong to; one mapping an account, since equal rows of one source count once.
    package let source: String
    /// `transfer` or `paypal` (R6.6-04).
    package let method: Method
    package let encoding: Encoding?
    /// One character; a comma where left out.
    package let delimiter: String?
    /// Whether the payer's words may be kept until a person has matched an unclear row; yes where left out. No for PayPal
    /// (R6.7-02).
    package let keepsText: Bool?
    /// Languages and forms in which the provider writes the file. Those whose columns the header has are tried.
    package let layouts: [Layout]

    package enum Method: String, Codable, Sendable { case transfer, paypal }

    package enum Encoding: String, Codable, Sendable {
        case utf8 = "utf-8"
        case utf16 = "utf-16"
        case windows1252 = "windows-1252"
        case latin1 = "iso-8859-1"
    }

    package struct Layout: Codable, Equatable, Sendable {
        package let name: String
        package let columns: Columns
        /// `dd/MM/yyyy`, `MM/dd/yyyy`, `yyyy-MM-dd`, `dd.MM.yy` …
        package let dates: String
        /// What stands before the cents: `.` or `,`.
        package let decimal: String
        /// What stands between groups of three digits; nothing where left out.
        package let thousands: String?
        /// The currency where no column says it.
        package let currency: String?
        /// A row is booked when each of these columns holds one of its values.
        package let booked: [String: [String]]?
        /// What the values of the type column mean; every row is a payment where left out.
        package let types: Types?
    }

    package struct Columns: Codable, Equatable, Sendable {
        package let date: String
        /// Signed; or `credit` and `debit`.
        package let amount: String?
        package let credit: String?
        package let debit: String?
        package let currency: String?
        /// A reference that no other row ever has. Left out, the row's content tells it apart.
        package let id: String?
        /// The reference of the payment that a reversal takes back.
        package let original: String?
        /// Where payers write; those that the file has are read, one at least.
        package let text: [String]
        package let type: String?
    }

    package struct Types: Codable, Equatable, Sendable {
        package let payments: [String]
        package let reversals: [String]
        /// Passed over: fees, conversions, transfers to the bank. Any other type waits for a person.
        package let ignored: [String]
    }
}

extension CSVMapping.Layout {
    /// The columns without which a file is not of this layout.
    var requiredColumns: [String] {
        let named = [
            columns.date, columns.amount, columns.credit, columns.debit, columns.currency, columns.id, columns.type,
        ]
        return named.compactMap { $0 } + (booked ?? [:]).keys.sorted()
    }

    /// Those that a download may have or not. One that payers write in must be there.
    var optionalColumns: [String] { columns.text + [columns.original].compactMap { $0 } }
}
