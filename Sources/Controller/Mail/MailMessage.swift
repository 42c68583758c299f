package import Contract

/// One mail, ready to be handed to a transport.
package struct MailMessage: Equatable, Sendable {
    /// The notice's key; the same key is the same mail, for ever.
    package let key: NoticeKey
    /// The rule that demands it: `R6.11-12`.
    package let rule: RuleID
    package let from: Mailbox
    package let to: Mailbox
    package let subject: String
    package let date: Instant
    /// Seconds that the sender's clock is ahead of UTC at `date`.
    package let utcOffset: Int64
    /// Names this installation; makes message ids unique among several.
    package let instance: String
    /// Plain text with `\n` line ends.
    package let text: String

    package init(
        key: NoticeKey,
        rule: RuleID,
        from: Mailbox,
        to: Mailbox,
        subject: String,
        date: Instant,
        utcOffset: Int64,
        instance: String,
        text: String
    ) {
        self.key = key
        self.rule = rule
        self.from = from
        self.to = to
        self.subject = subject
        self.date = date
        self.utcOffset = utcOffset
        self.instance = instance
        self.text = text
    }

    /// The key as it stands in headers and names of files: `R6.11-02_2FS-1001_2F3`.
    var name: String { MailName.encode(key.description) }

    /// `<R6.11-02_2FS-1001_2F3@lessor-7f3a>`: made of key and instance only, so that a mail sent twice shows as one.
    package var messageID: String {
        "<\(name)@\(MailName.encode(instance))>"
    }
}
