/// Takes mails over. Once `deliver` returns, the mail is handed over and the notice is given.
package protocol MailTransport: Sendable {
    /// Hands a mail over. May be called again for a mail whose handing over was not recorded.
    func deliver(_ message: MailMessage) async throws(MailError)
}
