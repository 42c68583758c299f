/// Why a mail could not be written or handed over.
package enum MailError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A template is missing or damaged; a full sentence.
    case template(String)
    /// The template asks for a value that the notice does not have.
    case missingValue(template: String, value: String)
    /// A name or an address that cannot stand in a mail's header.
    case unusableAddress(String, reason: String)
    /// The spool folder or a file in it cannot be written; a full sentence.
    case spool(String)
    /// The mail command failed.
    case command(String, reason: String)

    package var description: String {
        switch self {
        case .template(let sentence), .spool(let sentence): sentence
        case .missingValue(let template, let value):
            "The mail \(template) cannot be written, because its value \"\(value)\" is missing; "
                + "give the value or correct the template."
        case .unusableAddress(let text, let reason):
            "The mail address or name \"\(MailError.printable(text))\" cannot be used: \(reason); correct the client's data."
        case .command(let command, let reason):
            "The mail command \(command) did not take the mail: \(reason); the mail stays in the outbox and is tried again."
        }
    }

    /// Whether the way of delivery failed and not this one mail.
    var isOfTransport: Bool {
        switch self {
        case .spool, .command: true
        case .template, .missingValue, .unusableAddress: false
        }
    }

    /// Control characters must not reach a terminal or a log through an error.
    private static func printable(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : Character($0) })
    }
}
