/// Payment requests, through which others pay for a client without learning anything of him (6.9).
package enum RequestEvent: Equatable, Codable, Sendable {
    /// The client opened a request. `suggested` euro cents are shown to payers; only what the client typed himself
    /// (AMB-22).
    case opened(request: OpaqueID, suggested: Int64?)
    /// The client closed it.
    case closed(request: OpaqueID)
    /// A payer bought tokens. `receipt` names the payment to the payer, whose address lives beside the journal.
    case tokensBought(request: OpaqueID, payment: Payment, receipt: OpaqueID)
}
