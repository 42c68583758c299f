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

    package init(terms: [TermsID: Terms], current: TermsID, zone: CivilZone) {
        body = Body(terms: terms, current: current, zone: zone)
    }

    /// Whether it is this one, and not only one like it.
    func isSame(as other: Rulebook) -> Bool { body === other.body }

    /// The terms that an order accepted; nil when they are not loaded.
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

        init(terms: [TermsID: Terms], current: TermsID, zone: CivilZone) {
            self.terms = terms
            self.current = current
            self.zone = zone
            currentTerms = terms[current]
        }
    }
}
