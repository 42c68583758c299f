/// A name and an address that are safe in a mail's header: nothing in them can begin another header or recipient.
/// An account is opened with such an address only (R12.4-01).
package struct Mailbox: Equatable, Sendable {
    package let name: String
    package let email: String

    /// Throws for line ends and control characters anywhere, and for an address that is not `local@domain` in ASCII.
    package init(name: String, email: String) throws(MailError) {
        guard !name.unicodeScalars.contains(where: Self.breaksLine) else {
            throw .unusableAddress(name, reason: "it holds a line end or a control character")
        }
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isAllowed) }) else {
            throw .unusableAddress(email, reason: "it is not of the form name@domain in plain characters")
        }
        guard email.utf8.count <= 254, email.first != "-", !email.contains(".."), !email.contains(".@") else {
            throw .unusableAddress(email, reason: "it is too long, begins with a hyphen, or has dots in a wrong place")
        }
        self.name = name
        self.email = email
    }

    private static func breaksLine(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    /// The characters of a dot-atom (RFC 5322, 3.2.3); quoted local parts are not worth their risk.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "!#$%&'*+-/=?^_`{|}~.".utf8.contains(byte)
        }
    }
}
