package import Contract
package import Fleet
package import Store

extension Workspace {
    /// Opens an account; its activation mail goes out with the next pass (R6.1-02).
    package func openAccount(_ person: Person, kind: ClientKind) throws -> (AccountID, [Effect]) {
        try check(person)
        let now = try time.now()
        let fact = Fact(.accountOpened(kind), occurredAt: now, recordedAt: now, actor: .staff)
        return try store.openAccount(person, fact: fact, under: book)
    }

    /// Corrects what is known of a client and puts on record that it changed (R5-02); mails not yet handed over go to the
    /// new address. `changed` and `known` are when the client's situation changed and he knew it, `reported` when he said so
    /// (R5-11): now, where nil. Nothing happens where nothing differs.
    package func correct(
        _ person: Person,
        of account: AccountID,
        changed: Instant? = nil,
        known: Instant? = nil,
        reported: Instant? = nil
    ) throws -> [Effect] {
        try check(person)
        let fields = try store.person(of: account).map(person.differences) ?? ContactChange.Field.allCases
        guard !fields.isEmpty else { return [] }
        let now = try time.now()
        let reported = min(reported ?? now, now)
        let change = ContactChange(fields, changedAt: changed ?? reported, knownAt: known)
        return try record(.contact(.changed(change)), for: account, occurredAt: reported, note: .correction(person))
    }

    /// Without an address that mail can be sent to, no notice could ever be given.
    private func check(_ person: Person) throws {
        _ = try Mailbox(name: person.fullName, email: person.email)
        guard person.name.contains(where: { !$0.isWhitespace }) else {
            throw MailError.unusableAddress(person.name, reason: "the name is empty")
        }
    }

    /// Orders a service at today's price; returns its subscription. Refused before the terms in force were accepted (R2-03).
    package func placeOrder(
        for account: AccountID,
        product: String,
        slots: Int,
        months: Int,
        name: String?,
        priority: Int,
        kind: Order.Kind = .subscription,
        wish: PlacementWish? = nil
    ) throws -> (SubscriptionID, [Effect]) {
        try demandAcceptance(by: try requireAccount(account))
        let template = try shelf.template(product)
        try template.demandLicence()
        let today = book.zone.date(at: try time.now())
        let quote = try prices.quote(product: product, slots: slots, on: today)
        try template.product.check(slots: slots)
        if let wish { try check(wish, for: product) }
        if let name { try ProductTemplate.check(name: name) }
        func order(_ subscription: SubscriptionID) -> Order {
            Order(
                subscription: subscription,
                product: product,
                slots: slots,
                monthlyPrice: quote.monthlyPrice,
                taxRate: quote.taxRate,
                catalogue: quote.catalogue,
                terms: book.current,
                months: months,
                priority: priority,
                kind: kind,
                sale: quote.requiresSubscription ? .subscriptionOnly : .anyKind,
                announced: prices.announced(product: product, slots: slots, after: today),
                taxChanges: prices.taxChanges(after: today)
            )
        }
        while true {
            let subscription = try store.nextSubscription()
            do {
                let effects = try record(
                    .orderPlaced(order(subscription)),
                    for: account,
                    by: .client,
                    serverName: name,
                    wish: wish
                )
                return (subscription, effects)
            } catch StoreError.subscriptionTaken(subscription, _) {
                // Somebody else ordered at the same moment: the next number is as good.
                continue
            }
        }
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

    /// Asks for another number of slots from the next due date on, at that day's price for it (AMB-44), and announces what
    /// later price lists ask for it.
    package func changeSlots(of subscription: SubscriptionID, to slots: Int) throws -> [Effect] {
        let account = try requireOwner(of: subscription)
        guard let current = account[subscription] else { return [] }
        let product = current.order.product
        try shelf.template(product).product.check(slots: slots)
        let today = book.zone.date(at: try time.now())
        let due = max(today, current.nextDue(under: book) ?? today)
        let quote = try prices.quote(product: product, slots: slots, on: due)
        let request = Event.slotsChangeRequested(subscription, slots: slots, monthlyPrice: quote.monthlyPrice)
        var effects = try record(request, for: account.id, by: .client)
        for price in prices.announced(product: product, slots: slots, after: due) {
            let publishedAt = try prices.edition(price.catalogue).publishedAt
            effects += try record(
                .prices(.announced(subscription: subscription, price: price, channel: .page)),
                for: account.id,
                by: .system,
                occurredAt: publishedAt
            )
        }
        return effects
    }
}
