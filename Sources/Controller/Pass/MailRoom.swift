import Contract
import Fleet
import Store
import Wire

/// Hands the contract's mails to the transport, and tells the contract when it has: only then is a notice given.
struct MailRoom: Sendable {
    private let workspace: Workspace
    private let composer: MailComposer
    private let transport: any MailTransport

    private static let batch = 500
    private static let longestRetry: Int64 = 3600
    private static let mostFailuresInARow = 3

    init(workspace: Workspace) throws {
        self.workspace = workspace
        composer = try MailComposer(
            directory: workspace.templates.mail,
            sender: try workspace.settings.mailbox(),
            instance: workspace.store.instanceID
        )
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
                    let message = try compose(mail, at: now)
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

    private func compose(_ mail: OutboxMail, at now: Instant) throws -> MailMessage {
        if let receipt = mail.notice.payer { return try compose(mail, of: receipt, at: now) }
        guard let person = try workspace.store.person(of: mail.account) else {
            throw MailError.unusableAddress("of \(mail.account)", reason: "its personal data were erased")
        }
        do {
            return try composer.compose(
                notice: mail.notice,
                to: Recipient(name: person.fullName, email: person.email, language: person.language == .fr ? .fr : .en),
                extras: try extras(for: mail),
                at: now,
                zone: workspace.book.zone
            )
        } catch MailError.unusableAddress(_, let reason) {
            // The account's number instead of the address: this goes to logs and into the outbox.
            throw MailError.unusableAddress("of \(mail.account)", reason: reason)
        }
    }

    /// A payer is an address and nothing more (R6.9-05).
    private func compose(_ mail: OutboxMail, of receipt: OpaqueID, at now: Instant) throws -> MailMessage {
        guard let payer = try workspace.store.payer(of: receipt) else {
            throw MailError.unusableAddress("of the payer \(receipt)", reason: "it is not kept any more")
        }
        return try composer.compose(
            notice: mail.notice,
            to: Recipient(name: "", email: payer.email, language: payer.language == .fr ? .fr : .en),
            at: now,
            zone: workspace.book.zone
        )
    }

    /// What only the books of the fleet know, looked up when the mail is written and kept out of the journal.
    private func extras(for mail: OutboxMail) throws -> [String: String] {
        if mail.notice.template == "R6.4-17", case .text(let cost)? = mail.notice.values["reference"] {
            let invoice = try workspace.store.invoice(ofTransaction: "debt/\(mail.account)/\(cost)")
            return invoice.map { ["invoice": "\($0.number)"] } ?? [:]
        }
        guard mail.notice.template == "R6.2-03", let subscription = mail.subscription,
            let server = try workspace.store.server(subscription.server), let placement = server.placement
        else { return [:] }
        return [
            "address": placement.address,
            "port": placement.ports.first.map { "\($0.number)" } ?? "",
            "password": server.secret ?? "",
        ]
    }
}

extension OutboxMail {
    /// R12.1-04: the address as it was, beside the journal. A payer's is nobody's business but his (R6.9-05).
    fileprivate func delivery(to message: MailMessage) -> PersonalNote? {
        notice.payer == nil ? .delivery(.email, address: message.to.email) : nil
    }
}
