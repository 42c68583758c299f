package import Contract
import Store

extension Workspace {
    /// What an installation changed.
    package struct TermsInstallation: Sendable {
        package enum Outcome: String, Encodable, Sendable {
            /// New orders take this version from now on; older ones keep theirs (AMB-01).
            case installed
            /// The same text is there already; nothing changed.
            case unchanged
        }

        package let outcome: Outcome
        /// For how many accounts the contract now acts at another time than before.
        package let deadlinesMoved: Int
    }

    /// Installs a version of the terms for orders from now on. Every client must accept it before his next order (R2-03).
    package func installTerms(_ file: TermsFile) throws -> TermsInstallation {
        let terms = try file.terms()
        guard terms.zone == book.zone.name else {
            throw WorkspaceError.terms(
                file.path,
                "its zone is \(terms.zone), but the books are kept in \(book.zone.name); write that zone."
            )
        }
        let isThere = book.terms[terms.id] != nil
        try store.installTerms(terms.id, text: file.text, current: !isThere, now: try time.now())
        let moved = try store.reviewDeadlines(under: renewed()?.book ?? book)
        return TermsInstallation(outcome: isThere ? .unchanged : .installed, deadlinesMoved: moved)
    }

    /// An installed version.
    package func terms(_ id: TermsID) throws -> Terms {
        guard let terms = book.terms[id] else {
            throw WorkspaceError.noSuch(kind: "version of the terms", id: id, list: "lessor terms list")
        }
        return terms
    }

    /// This workspace with the terms that were installed since it was opened; nil when there are none.
    func renewed() throws -> Workspace? {
        guard try store.currentTerms() != book.current else { return nil }
        return Workspace(
            directory: directory,
            templates: templates,
            store: store,
            book: try Self.rulebook(of: store),
            prices: prices,
            shelf: shelf,
            settings: settings,
            time: time
        )
    }
}
