/// What an interruption is due to. Only what is technical and beyond the provider's will counts for the refund of 7.9
/// (AMB-29, AMB-53).
package enum InterruptionCause: String, Codable, Sendable, CaseIterable {
    /// Network, hardware in the racks, or anything else beyond the provider's will; what metering says.
    case technical
    /// The network of a supplier (AMB-53).
    case supplierNetwork = "supplier-network"
    /// The hardware of a supplier (AMB-53).
    case supplierHardware = "supplier-hardware"
    /// An attack that takes the network down (AMB-53).
    case attack
    /// Announced or urgent maintenance (R7.5-03).
    case maintenance
    /// Fluctuations of bandwidth, access providers (R8-01).
    case bandwidth
    /// The provider's own fault: a breach case, not a refund of 7.9 (RULES section 4, 9).
    case provider
    /// The client's side, without more detail (R4-08).
    case client
    /// The application was deteriorated (R4-08).
    case clientDeterioration = "client-deterioration"
    /// Misuse, fault, negligence or omission of the client or his clientele (R4-08, R12.6-03).
    case clientMisuse = "client-misuse"
    /// Advice given was not followed (R4-08).
    case clientAdvice = "client-advice"
    /// The password was disclosed or unlawfully used (R4-08, R5-03).
    case clientCredential = "client-credential"
    /// The client's staff, or anyone given the password (R5-05).
    case clientStaff = "client-staff"
    /// The client lost the password (R5-06).
    case clientLostPassword = "client-lost-password"
    /// Data were destroyed through the client's errors (R4-08).
    case clientData = "client-data"
    /// A third party beyond control, that is no supplier of network or hardware (R4-08).
    case thirdParty = "third-party"
    /// A competent authority demanded it (R4-09).
    case authority
    /// A third party's notice under article 6 of the LCEN (R4-09).
    case lcenNotice = "lcen-notice"
}

extension InterruptionCause {
    /// Whether an interruption of this cause can be refunded under 7.9.
    package var isRefundable: Bool {
        switch self {
        case .technical, .supplierNetwork, .supplierHardware, .attack: true
        default: false
        }
    }

    /// The rule that bars damages for it; nil where the cap alone decides (R4-11). The client's side, third parties,
    /// authorities and the force of circumstances engage no liability (R4-08, R4-09, R8-01), and what is beyond the
    /// provider's will is made good by the refund of 7.9 and by nothing else (AMB-53).
    package var barOfDamages: RuleID? {
        switch self {
        case .maintenance, .provider: nil
        case .technical, .supplierNetwork, .supplierHardware, .attack: "R7.9-02"
        default: rule
        }
    }

    /// The rule that says what follows from this cause.
    package var rule: RuleID {
        switch self {
        case .technical, .supplierNetwork, .supplierHardware, .attack: "R7.9-01"
        case .maintenance: "R7.5-03"
        case .bandwidth: "R8-01"
        case .provider: "R7.4-01"
        case .client, .clientDeterioration, .clientAdvice, .clientData, .thirdParty: "R4-08"
        case .clientMisuse: "R12.6-03"
        case .clientCredential: "R5-03"
        case .clientStaff: "R5-05"
        case .clientLostPassword: "R5-06"
        case .authority, .lcenNotice: "R4-09"
        }
    }
}
