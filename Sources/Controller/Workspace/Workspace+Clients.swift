package import Contract
package import Store

extension Workspace {
    /// Opens an account; its activation mail goes out with the next pass (R6.1-02).
    package func openAccount(_ person: Person, kind: ClientKind) throws -> (AccountID, [Effect]) {
        try check(person)
        let now = try time.now()
        let fact = Fact(.accountOpened(kind), occurredAt: now, recordedAt: now, actor: .staff)
        return try store.openAccount(person, fact: fact, under: book)
    }

    /// Corrects what is known of a client; mails not yet handed over go to the new address.
    package func correct(_ person: Person, of account: AccountID) throws {
        try check(person)
        try store.correctPerson(person, of: account)
    }

    /// Without an address that mail can be sent to, no notice could ever be given.
    private func check(_ person: Person) throws {
        _ = try Mailbox(name: person.name, email: person.email)
        guard person.name.contains(where: { !$0.isWhitespace }) else {
            throw MailError.unusableAddress(person.name, reason: "the name is empty")
        }
    }

    /// Orders a service at today's price; returns its subscription.
    package func placeOrder(
        for account: AccountID,
        product: String,
        slots: Int,
        months: Int,
        name: String?,
        priority: Int
    ) throws -> (SubscriptionID, [Effect]) {
        _ = try requireAccount(account)
        let template = try shelf.template(product)
        let quote = try catalogue.price(product: product, slots: slots, on: book.zone.date(at: try time.now()))
        try template.product.check(slots: slots)
        if let name { try ProductTemplate.check(name: name) }
        let subscription = try store.nextSubscription()
        let order = Order(
            subscription: subscription,
            product: product,
            slots: slots,
            monthlyPrice: quote.monthlyPrice,
            taxRate: quote.taxRate,
            catalogue: quote.catalogue,
            terms: book.current,
            months: months,
            priority: priority
        )
        return (subscription, try record(.orderPlaced(order), for: account, by: .client, serverName: name))
    }

    /// The account, or an error that says where to look.
    package func requireAccount(_ id: AccountID) throws -> Account {
        guard let account = try store.account(id) else {
            throw WorkspaceError.noSuch(kind: "account", id: id.description, list: "lessor account list")
        }
        return account
    }

    /// The account that holds a subscription.
    package func requireOwner(of subscription: SubscriptionID) throws -> Account {
        guard let owner = try store.owner(of: subscription) else {
            throw WorkspaceError.noSuch(
                kind: "subscription",
                id: subscription.description,
                list: "lessor subscription list"
            )
        }
        return try requireAccount(owner)
    }

    /// Asks for another number of slots from the next due date on, at today's price for it (AMB-44).
    package func changeSlots(of subscription: SubscriptionID, to slots: Int) throws -> [Effect] {
        let account = try requireOwner(of: subscription)
        guard let product = account[subscription]?.order.product else { return [] }
        try shelf.template(product).product.check(slots: slots)
        let quote = try catalogue.price(product: product, slots: slots, on: book.zone.date(at: try time.now()))
        return try record(
            .slotsChangeRequested(subscription, slots: slots, monthlyPrice: quote.monthlyPrice),
            for: account.id,
            by: .client
        )
    }
}
