extension MailMessage {
    /// The mail as it goes out: MIME, ASCII only, CRLF line ends, no line longer than 78 characters but for long addresses.
    package var rfc5322: [UInt8] { Array(source.utf8) }

    private var source: String {
        // `=_` cannot occur in quoted-printable text, so that no body can hold the boundary.
        let boundary = "=_lessor_\(name.suffix(48))"
        let headers = [
            "From: \(address(from))",
            "To: \(address(to))",
            MailHeader.unstructured("Subject", subject),
            "Date: \(MailDate.text(date, offset: utcOffset))",
            "Message-ID: \(messageID)",
            "MIME-Version: 1.0",
            "Auto-Submitted: auto-generated",
            "X-Lessor-Rule: \(MailName.encode(rule))",
            "Content-Type: multipart/alternative;\r\n boundary=\"\(boundary)\"",
        ]
        let parts = [part("plain", text), part("html", MailHTML.page(text, title: subject))]
        return headers.joined(separator: "\r\n") + "\r\n\r\n"
            + parts.map { "--\(boundary)\r\n\($0)\r\n" }.joined() + "--\(boundary)--\r\n"
    }

    private func part(_ kind: String, _ body: String) -> String {
        "Content-Type: text/\(kind); charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            + QuotedPrintable.encode(body)
    }

    private func address(_ mailbox: Mailbox) -> String {
        mailbox.name.isEmpty ? "<\(mailbox.email)>" : "\(MailHeader.phrase(mailbox.name))\r\n <\(mailbox.email)>"
    }
}
