package import Contract
import Glibc
package import Store

extension OpaqueID {
    /// 128 bits from the system's generator.
    package static func random() -> OpaqueID {
        var generator = SystemRandomNumberGenerator()
        return OpaqueID(generator.next(), generator.next())
    }
}

/// Payment requests and their pages (6.9).
extension Workspace {
    /// Opens a request under a new name and writes its page.
    package func openRequest(for account: AccountID, suggested: Int64?) throws -> OpaqueID {
        _ = try requireAccount(account)
        let id = OpaqueID.random()
        try record(.requests(.opened(request: id, suggested: suggested)), for: account, by: .client)
        _ = try writePage(of: id)
        return id
    }

    /// Closes a request; its page says so from now on.
    package func closeRequest(_ id: OpaqueID) throws {
        try record(.requests(.closed(request: id)), for: try requireOwner(ofRequest: id).id, by: .client)
        _ = try writePage(of: id)
    }

    /// Records what a payer paid; the receipt goes to his address with the next pass. A code is kept as its digest.
    package func sellTokens(
        through id: OpaqueID,
        _ payment: Payment,
        to payer: TokenPayer
    ) throws -> (receipt: OpaqueID, effects: [Effect]) {
        _ = try Mailbox(name: "", email: payer.email)
        var payment = payment
        if book.currentTerms?.managed(payment.method)?.creditedOn == .conversion {
            payment = Payment(
                method: payment.method,
                currency: payment.currency,
                amount: payment.amount,
                reference: try store.digest(ofCode: payment.reference).description
            )
        }
        let receipt = OpaqueID.random()
        let event = Event.requests(.tokensBought(request: id, payment: payment, receipt: receipt))
        return (receipt, try record(event, for: try requireOwner(ofRequest: id).id, payer: payer))
    }

    /// The account that opened a request.
    package func requireOwner(ofRequest id: OpaqueID) throws -> Account {
        guard let owner = try store.owner(ofRequest: id) else {
            throw WorkspaceError.noSuch(kind: "payment request", id: id.description, list: "lessor request list")
        }
        return try requireAccount(owner)
    }

    /// Writes the page of a request; returns its path. The same request gives the same bytes.
    package func writePage(of id: OpaqueID) throws -> String {
        guard let request = try requireOwner(ofRequest: id).requests.first(where: { $0.id == id }) else {
            throw WorkspaceError.noSuch(kind: "payment request", id: id.description, list: "lessor request list")
        }
        let folder = try pageFolder()
        let path = "\(folder)/\(id).html"
        try AtomicFile.write(Array(try payPage().html(of: request).utf8), to: path, mode: 0o644)
        return path
    }

    private func payPage() throws -> PayPage {
        guard let terms = book.currentTerms else {
            throw WorkspaceError.terms(book.current, "they are not loaded; put their file back.")
        }
        return try PayPage(
            template: templates.payPage,
            terms: terms,
            instructions: settings.paymentInstructions ?? [:]
        )
    }

    /// Pages are for a web server to hand out as they are, so anybody may read them.
    private func pageFolder() throws -> String {
        for folder in [directory.pages, directory.payPages] where mkdir(folder, 0o755) != 0 && errno != EEXIST {
            throw WorkspaceError.unwritable(folder, String(cString: strerror(errno)))
        }
        return directory.payPages
    }
}
