package import Contract
import Fleet
package import Store
import Wire

/// Writes a mail of the outbox with what the books know now: to whom, in which language, and what only the fleet knows.
package struct MailWriter: Sendable {
    private let workspace: Workspace
    private let composer: MailComposer
    private let showsPasswords: Bool

    /// - Parameter showsPasswords: false for whatever is not sent: credentials go by mail only (R12.4-02).
    package init(workspace: Workspace, showsPasswords: Bool = true) throws {
        self.workspace = workspace
        self.showsPasswords = showsPasswords
        composer = try MailComposer(
            directory: workspace.templates.mail,
            sender: try workspace.settings.mailbox(),
            instance: workspace.store.instanceID
        )
    }

    /// The mail as it would be handed over at `now`.
    package func write(_ mail: OutboxMail, at now: Instant) throws -> MailMessage {
        if let receipt = mail.notice.payer { return try write(mail, of: receipt, at: now) }
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
    private func write(_ mail: OutboxMail, of receipt: OpaqueID, at now: Instant) throws -> MailMessage {
        guard let payer = try workspace.store.payer(of: receipt) else {
            throw MailError.unusableAddress("of the payer \(receipt)", reason: "it is not kept any more")
        }
        return try composer.compose(
            notice: mail.notice,
            to: Recipient(name: "", email: payer.email, language: payer.language == .fr ? .fr : .en),
            extras: number(of: mail),
            at: now,
            zone: workspace.book.zone
        )
    }

    /// What the contract did not put into the notice: the figures of its terms, and what only the fleet knows, looked up when the
    /// mail is written and kept out of the journal.
    private func extras(for mail: OutboxMail) throws -> [String: String] {
        try figures(for: mail).merging(fleetExtras(for: mail)) { $1 }.merging(number(of: mail)) { $1 }
    }

    private func number(of mail: OutboxMail) -> [String: String] {
        mail.receipt.map { ["number": $0.number.description] } ?? [:]
    }

    /// Those of the terms that the subscription's order accepted (AMB-01); without a subscription, of those in force.
    private func figures(for mail: OutboxMail) throws -> [String: String] {
        let order = try mail.subscription.flatMap { try workspace.store.account(mail.account)?[$0]?.order }
        let terms = order.flatMap(workspace.book.terms) ?? workspace.book.currentTerms
        return terms?.mailFigures ?? [:]
    }

    /// A product that is not on the shelf any more has nothing to log in to.
    private func hasPassword(_ server: ServerRecord) -> Bool {
        (try? workspace.shelf.template(server.product).hasPassword) ?? false
    }

    private func fleetExtras(for mail: OutboxMail) throws -> [String: String] {
        if mail.notice.template == "R6.4-17", case .text(let cost)? = mail.notice.values["reference"] {
            let invoice = try workspace.store.invoice(ofTransaction: "debt/\(mail.account)/\(cost)")
            return invoice.map { ["invoice": "\($0.number)"] } ?? [:]
        }
        guard mail.notice.template == "R6.2-03", let subscription = mail.subscription,
            let server = try workspace.store.server(subscription.server), let placement = server.placement
        else { return [:] }
        var extras = ["address": placement.address, "port": placement.ports.first.map { "\($0.number)" } ?? ""]
        // An empty one still has its line: it is left out where it is not shown, and is not there where there is none.
        if hasPassword(server) { extras["password"] = showsPasswords ? server.secret ?? "" : "" }
        return extras
    }
}
