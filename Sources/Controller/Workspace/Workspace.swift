package import Contract
package import Fleet
import Foundation
package import Store

/// An open state directory: books, terms, price list and products. What commands and the controller work on.
package struct Workspace: Sendable {
    package let directory: StateDirectory
    package let templates: TemplateDirectory
    package let store: Store
    package let book: Rulebook
    package let prices: PriceBook
    package let shelf: ProductShelf
    package let settings: Settings
    package let time: TimeSource

    /// Opens a state directory made by ``create(_:templates:kind:now:)``.
    package static func open(_ directory: StateDirectory, templates: TemplateDirectory) throws -> Workspace {
        let store = try Store.open(at: directory.database)
        let settings = try Settings.load(directory.settings)
        return Workspace(
            directory: directory,
            templates: templates,
            store: store,
            book: try Self.rulebook(of: store),
            prices: try PriceBook.load(directory),
            shelf: ProductShelf(templates.products, accepting: settings.acceptedLicences ?? []),
            settings: settings,
            time: TimeSource(of: store)
        )
    }

    package var narrator: Narrator { Narrator(zone: book.zone) }

    /// Records that something happened to an account, now; returns what the contract made of it. With an order comes the name
    /// that its server shows.
    @discardableResult
    package func record(
        _ event: Event,
        for account: AccountID,
        by actor: Actor = .staff,
        occurredAt: Instant? = nil,
        serverName: String? = nil,
        wish: PlacementWish? = nil,
        payer: TokenPayer? = nil,
        note: PersonalNote? = nil
    ) throws -> [Effect] {
        let now = try time.now()
        let fact = Fact(event, occurredAt: min(occurredAt ?? now, now), recordedAt: now, actor: actor)
        let step = try store.step(
            account,
            to: now,
            fact: fact,
            serverName: serverName,
            wish: wish,
            payer: payer,
            note: note,
            under: book
        )
        return step.effects
    }

    static func rulebook(of store: Store) throws -> Rulebook {
        var terms: [TermsID: Terms] = [:]
        for document in try store.terms() {
            terms[document.id] = try TermsDocument.decode(document.text, name: document.id)
        }
        guard let current = try store.currentTerms(), let zone = terms[current]?.zone else {
            throw WorkspaceError.terms(
                "in force",
                "none are installed in \(store.path); make the state anew with `lessor init`"
            )
        }
        return try store.booksInForce(Rulebook(terms: terms, current: current, zone: CivilZone.load(zone))).current
    }
}
