package import Contract
import Foundation
import Store

extension Workspace {
    /// Everything held about a person, from all tables (R11-04).
    package func personalData(of id: AccountID) throws -> PersonalData {
        let account = try requireAccount(id)
        let books = try store.booksInForce(book)
        let versions = try store.personVersions(of: id).map(identity)
        return PersonalData(
            account: id.description,
            kind: account.kind?.rawValue,
            status: account.status?.rawValue,
            identity: versions.last,
            versions: versions,
            acceptances: account.acceptances.map {
                .init(at: narrator.time($0.at), terms: $0.terms, textHash: $0.hash)
            },
            origins: try store.acceptanceOrigins(of: id).map { .init(at: narrator.time($0.at), ip: $0.ip) },
            serverSettings: try store.serverSettings(of: id),
            invoices: try invoiceAddresses(of: id),
            mails: try mails(of: id),
            journal: try journalEntries(account: id, subscription: nil, until: nil).map {
                let line = line(for: $0, of: account, under: books)
                return .init(sequence: $0.sequence, time: line.time, rule: line.rule, text: line.text)
            }
        )
    }

    private func identity(_ version: PersonVersion) -> PersonalData.Identity {
        PersonalData.Identity(
            since: narrator.time(version.since),
            lastName: version.person.name,
            firstName: version.person.firstName,
            postalAddress: version.person.postalAddress,
            email: version.person.email,
            language: version.person.language.rawValue
        )
    }

    private func invoiceAddresses(of id: AccountID) throws -> [PersonalData.InvoiceAddress] {
        try store.invoices(of: id).compactMap { issued in
            issued.party.map {
                PersonalData.InvoiceAddress(
                    number: "\(issued.number)",
                    issuedOn: "\(issued.issuedOn)",
                    name: $0.name,
                    postalAddress: $0.postalAddress
                )
            }
        }
    }

    private func mails(of id: AccountID) throws -> [PersonalData.Mail] {
        let deliveries = Dictionary(uniqueKeysWithValues: try store.noticeDeliveries(of: id).map { ($0.key, $0) })
        return try store.mail(of: id).map { mail in
            PersonalData.Mail(
                at: narrator.time(mail.at),
                notice: mail.notice,
                handedOver: mail.handedOverAt.map(narrator.time),
                channel: deliveries[mail.key]?.channel.rawValue,
                address: deliveries[mail.key]?.address
            )
        }
    }

    /// What erasing a person came to.
    package struct Erasure: Sendable {
        package let effects: [Effect]
        /// Mails that wait and now go nowhere: there is no address left.
        package let strandedMails: Int
        package let spoolFiles: Int
    }

    /// Erases who a client is (R11-04, AMB-38): identity, addresses, origins, addresses of notices, names of servers, and the
    /// mails in the spool. Its payment requests are closed. Ledger and journal stay under the account's number, and invoices stay whole. May be run again when it was cut short.
    package func erasePerson(of id: AccountID) throws -> Erasure {
        let isErased = try requireAccount(id).status == .closed && store.person(of: id) == nil
        if try isErased || mayErase(id) { try closeRequests(of: id) }
        let effects =
            isErased ? [] : try record(.person(.dataErased), for: id, by: .staff, note: .erasure)
        let mails = try store.mail(of: id).filter { $0.notice.payer == nil }
        let files = mails.map { "\(directory.mailSpool)/\(MailName.encode($0.key.description)).eml" }
            .filter(FileManager.default.fileExists(atPath:))
        for file in files {
            do { try FileManager.default.removeItem(atPath: file) } catch {
                throw WorkspaceError.unwritable(directory.mailSpool, error.localizedDescription)
            }
        }
        try store.scrub()
        return Erasure(
            effects: effects,
            strandedMails: mails.count { $0.handedOverAt == nil },
            spoolFiles: files.count
        )
    }

    /// The contract's own answer, on a copy: an erasure that is refused changes nothing.
    private func mayErase(_ id: AccountID) throws -> Bool {
        let now = try time.now()
        var copy = try requireAccount(id)
        let fact = Fact(.person(.dataErased), occurredAt: now, recordedAt: now, actor: .staff)
        return (try? copy.record(fact, under: book)) != nil
    }

    /// Nobody is invited to pay for somebody who is gone (AMB-49).
    private func closeRequests(of id: AccountID) throws {
        for request in try requireAccount(id).requests {
            if request.closedAt == nil { try record(.requests(.closed(request: request.id)), for: id) }
            _ = try writePage(of: request.id)
        }
    }

    /// Records that the client accepts the terms in force: their text as installed, now, from an IP address (R2-01, R5-01).
    @discardableResult
    package func acceptTerms(for id: AccountID, from ip: String? = nil) throws -> [Effect] {
        guard let installed = try store.terms().first(where: { $0.id == book.current }) else {
            throw Refusal("R0-01", "The terms \(book.current) are not installed; put their file back.")
        }
        let event = PersonEvent.termsAccepted(terms: installed.id, hash: installed.hash)
        return try record(.person(event), for: id, by: .client, note: ip.map(PersonalNote.origin))
    }

    /// R2-01, R2-03: an order needs the acceptance of the terms in force.
    func demandAcceptance(by account: Account) throws {
        guard account.acceptances.contains(where: { $0.terms == book.current }) else {
            throw Refusal(
                "R2-03",
                "\(account.id) has not accepted the terms \(book.current); record it with `lessor account accept \(account.id)` or order with --accept-terms."
            )
        }
    }

    /// A warning about an address that the terms advise against; nil for any other. Never a refusal (R12.4-03).
    package func warning(about email: String) -> String? {
        guard let names = book.currentTerms?.parameters.discouragedMailDomains.value,
            let domain = email.split(separator: "@").last?.lowercased(),
            let found = domain.split(separator: ".").first(where: { names.contains(String($0)) })
        else { return nil }
        return "Addresses of \(found) are strongly discouraged: their filters hold mail back. "
            + "Use another address, or check the spam folder (R12.4-03)."
    }
}
