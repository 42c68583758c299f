package import Contract

/// The number under which a receipt of a payment was issued.
package struct IssuedReceipt: Equatable, Sendable {
    package let number: DocumentNumber
    package let issuedOn: CivilDate
}
