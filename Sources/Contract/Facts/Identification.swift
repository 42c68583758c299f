/// What a client gave to show who he is, compared with his data; never the data themselves (R7.5-04).
package struct Identification: Equatable, Codable, Sendable {
    package enum Proof: String, Codable, Sendable, CaseIterable {
        case accountNumber, name, email
        /// The client was signed in to the manager, which knows him.
        case manager
    }

    package let given: [Proof]

    package init(_ given: [Proof]) {
        self.given = given
    }

    /// A request made in the manager.
    package static let manager = Identification([.manager])

    /// What is still to be given; empty when the client is identified.
    package var missing: [Proof] {
        guard !given.contains(.manager) else { return [] }
        return [.accountNumber, .name, .email].filter { !given.contains($0) }
    }
}

extension Identification: OmittedByDefault {
    static var usual: Identification { .manager }
}
