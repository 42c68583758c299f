import Contract
import Fleet
import Store
import Wire

/// Hands the contract's mails to the transport, and tells the contract when it has: only then is a notice given.
struct MailRoom: Sendable {
    private let workspace: Workspace
    private let writer: MailWriter
    private let transport: any MailTransport

    private static let batch = 500
    private static let longestRetry: Int64 = 3600
    private static let mostFailuresInARow = 3

    init(workspace: Workspace) throws {
        self.workspace = workspace
        writer = try MailWriter(workspace: workspace)
        transport =
            if let command = workspace.settings.sendmail {
                SendmailTransport(command: command)
            } else {
                try MailSpool(directory: workspace.directory.mailSpool)
            }
    }

    /// Delivers what is due, oldest first. A mail that fails is tried again later and holds up no other.
    func deliver(at now: Instant) async throws -> PassReport {
        var report = PassReport()
        // A transport that takes nothing must not keep the contract waiting for each of its time limits.
        var failuresInARow = 0
        // Handing one over can make the next due: an activation lets an order be paid, which is acknowledged.
        while true {
            let due = try workspace.store.dueMail(at: now, limit: Self.batch)
            var delivered = 0
            for mail in due where failuresInARow < Self.mostFailuresInARow {
                do {
                    let message = try writer.write(mail, at: now)
                    try await transport.deliver(message)
                    failuresInARow = 0
                    if try report.tell(
                        .noticeHandedOver(mail.key),
                        of: mail.account,
                        in: workspace,
                        note: mail.delivery(to: message)
                    ) {
                        delivered += 1
                    } else {
                        try putOff(mail, "its handing over could not be recorded", at: now)
                    }
                } catch let error as MailError {
                    if error.isOfTransport { failuresInARow += 1 }
                    try putOff(mail, "\(error)", at: now)
                    report.problems.append("Mail \(mail.key) was not handed over: \(error)")
                }
            }
            report.mailed += delivered
            guard delivered > 0 else { return report }
        }
    }

    private func putOff(_ mail: OutboxMail, _ reason: String, at now: Instant) throws {
        let wait = min(Self.longestRetry, Int64(60) << min(Int64(mail.attempts), 6))
        try workspace.store.deliveryFailed(mail.key, error: reason, retryAt: now.adding(seconds: wait))
    }
}

extension OutboxMail {
    /// R12.1-04: the address as it was, beside the journal. A payer's is nobody's business but his (R6.9-05).
    fileprivate func delivery(to message: MailMessage) -> PersonalNote? {
        notice.payer == nil ? .delivery(.email, address: message.to.email) : nil
    }
}
