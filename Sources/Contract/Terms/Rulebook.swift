/// Everything beside the facts that decides: the terms in their versions, and the zone of their dates.
package struct Rulebook: Sendable {
    /// Shared, because it goes with every step of every account: a copy must cost one reference.
    private let body: Body

    package var terms: [TermsID: Terms] { body.terms }
    /// The version that new accounts and orders accept.
    package var current: TermsID { body.current }
    /// Europe/Paris under the shipped terms (T1).
    package var zone: CivilZone { body.zone }
    /// The terms of `current`; nil when they are not loaded, which `validate` refuses.
    package var currentTerms: Terms? { body.currentTerms }

    /// The book that was in force before this one; nil for the first.
    package var earlier: Earlier? { body.earlier }

    package struct Earlier: Sendable {
        package let book: Rulebook
        /// When the later terms came into force: what falls due until then, this instant included, is of the earlier ones.
        package let until: Instant

        package init(_ book: Rulebook, until: Instant) {
            self.book = book
            self.until = until
        }
    }

    package init(terms: [TermsID: Terms], current: TermsID, zone: CivilZone, earlier: Earlier? = nil) {
        body = Body(terms: terms, current: current, zone: zone, earlier: earlier)
    }

    /// The book that was in force at the end of the second `instant`.
    package func inForce(at instant: Instant) -> Rulebook {
        guard let earlier, instant < earlier.until else { return self }
        return earlier.book.inForce(at: instant)
    }

    /// Whether it is this one, and not only one like it.
    func isSame(as other: Rulebook) -> Bool { body === other.body }

    /// The terms that an order accepted; nil when they are not loaded. Inlined, so that the order is not copied for it.
    @inline(__always)
    package func terms(of order: Order) -> Terms? {
        order.terms == current ? currentTerms : terms[order.terms]
    }

    /// Checks every version and that they fit together. Call it once, where the files are read.
    package func validate() throws(TermsError) {
        guard terms[current] != nil else {
            throw TermsError(current, "it is set as the current version but no file of that id is there; add it.")
        }
        for (id, version) in terms.sorted(by: { $0.key < $1.key }) {
            guard version.id == id else {
                throw TermsError(id, "its file calls itself \(version.id); give file and id the same name.")
            }
            guard version.zone == zone.name else {
                throw TermsError(id, "its zone is \(version.zone) but the zone loaded is \(zone.name); use one zone.")
            }
            try version.validate()
        }
    }
}

extension Rulebook {
    fileprivate final class Body: Sendable {
        let terms: [TermsID: Terms]
        let current: TermsID
        let zone: CivilZone
        let currentTerms: Terms?
        let earlier: Earlier?

        init(terms: [TermsID: Terms], current: TermsID, zone: CivilZone, earlier: Earlier?) {
            self.terms = terms
            self.current = current
            self.zone = zone
            self.earlier = earlier
            currentTerms = terms[current]
        }
    }
}
