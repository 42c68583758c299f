package import Contract

/// What was known of a client from one instant on; a change is a new record (R5-02).
package struct PersonVersion: Equatable, Sendable {
    package let since: Instant
    package let person: Person
}

/// Where an acceptance of the terms came from (R2-01, R11-01).
package struct AcceptanceOrigin: Equatable, Sendable {
    package let at: Instant
    package let ip: String
}

/// How one notice reached the client: the channel, and the address as it was then (R12.1-03, R12.1-04).
package struct NoticeDelivery: Equatable, Sendable {
    /// An e-mail is enough where the article says so; a registered letter with acknowledgement is a safe one (AMB-21).
    package enum Channel: String, Codable, Sendable {
        case email
        case registeredLetter = "registered-letter"
    }

    package let key: NoticeKey
    package let at: Instant
    package let channel: Channel
    package let address: String
}

/// What belongs to a fact and stands beside the journal, because it is personal; written in the fact's transaction.
package enum PersonalNote: Equatable, Sendable {
    /// The IP address that an acceptance came from.
    case origin(String)
    /// The address that a notice went to.
    case delivery(NoticeDelivery.Channel, address: String)
    /// What is known of the client from now on; what was known before stays on record (R5-02).
    case correction(Person)
    /// Everything personal of this account is deleted.
    case erasure
}

/// What an operator did through a command (R12.2-01). Names no client but by his number.
package struct OperatorAction: Equatable, Sendable {
    package let sequence: Int64
    package let at: Instant
    /// The login that ran the command.
    package let operatorName: String
    /// The command, `host add`.
    package let verb: String
    /// What it was about, `A-1001` or a host's name.
    package let subject: String?
    /// The last entry of the journal at that moment.
    package let journal: Int64
    /// SHA-256 over this action and the previous hash, in hexadecimal digits.
    package let hash: String
}
