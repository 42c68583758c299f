/// A point on which the text is silent or says two things (RULES section 3), and that the engine consults.
package enum Ambiguity: String, Sendable, CaseIterable {
    case acceptedTerms = "AMB-01"
    case bankData = "AMB-02"
    case accountActivation = "AMB-03"
    case anchor = "AMB-04"
    case debitInstant = "AMB-05"
    case dataErasure = "AMB-06"
    case lateRenewalSwitch = "AMB-07"
    case undeliveredNotice = "AMB-08"
    case noticeOfEnd = "AMB-09"
    case priceInProgress = "AMB-10"
    case mixedPriceChange = "AMB-11"
    case scopeOfStop = "AMB-12"
    case acceleration = "AMB-13"
    case endOfGrace = "AMB-14"
    case automaticReactivation = "AMB-15"
    case dueDateAfterReactivation = "AMB-16"
    case newOrder = "AMB-17"
    case irregularPayment = "AMB-18"
    case cheque = "AMB-19"
    case noticeChannel = "AMB-21"
    case codeStart = "AMB-20"
    case payerPage = "AMB-22"
    case loyaltyGrants = "AMB-24"
    case loyaltyFormula = "AMB-25"
    case refundForm = "AMB-26"
    case refundedPeriods = "AMB-27"
    case providerNotice = "AMB-28"
    case interruption = "AMB-29"
    case forceMajeureRights = "AMB-30"
    case forceMajeureEnd = "AMB-31"
    case excusedRenewal = "AMB-32"
    case unpaidRenewal = "AMB-33"
    case misconduct = "AMB-34"
    case relocation = "AMB-35"
    case reportedChange = "AMB-36"
    case doubtfulContact = "AMB-37"
    case deletionRequest = "AMB-38"
    case dispute = "AMB-39"
    case liabilityCap = "AMB-40"
    case workingDays = "AMB-41"
    case scarceBalance = "AMB-42"
    case reactivationPrice = "AMB-43"
    case slotsChange = "AMB-44"
    case downgrade = "AMB-45"
    case orderAfterAnnouncement = "AMB-46"
    case priceExit = "AMB-47"
    case formulas = "AMB-51"
    case renewalPrice = "AMB-52"
    case tokenValue = "AMB-48"
    case tokensForClosedAccount = "AMB-49"
    case thirdPartyFault = "AMB-53"

    /// The readings that the engine can follow; the first is the default.
    package var supported: [Reading.Letter] {
        switch self {
        case .lateRenewalSwitch, .automaticReactivation, .reportedChange, .formulas, .codeStart: [.a, .b]
        case .noticeOfEnd, .refundedPeriods, .scarceBalance, .scopeOfStop, .priceExit, .forceMajeureRights,
            .excusedRenewal, .relocation, .doubtfulContact:
            [.b, .a]
        case .undeliveredNotice: [.both]
        case .acceptedTerms, .accountActivation, .endOfGrace, .dueDateAfterReactivation, .loyaltyGrants,
            .loyaltyFormula, .liabilityCap, .workingDays, .reactivationPrice, .downgrade, .acceleration, .dispute:
            [.a]
        case .anchor, .debitInstant, .dataErasure, .newOrder, .irregularPayment, .cheque, .refundForm,
            .interruption, .unpaidRenewal, .slotsChange, .thirdPartyFault, .priceInProgress, .mixedPriceChange,
            .orderAfterAnnouncement, .renewalPrice, .noticeChannel, .forceMajeureEnd, .deletionRequest,
            .bankData, .payerPage, .tokenValue, .tokensForClosedAccount, .providerNotice, .misconduct:
            [.b]
        }
    }
}

/// The reading that a version of the terms takes of one ambiguity.
package struct Reading: Equatable, Codable, Sendable {
    package enum Letter: String, Codable, Sendable {
        case a = "A"
        case b = "B"
        case c = "C"
        /// AMB-08: A for money and stop, B for destruction.
        case both = "A+B"

        package init(from decoder: any Decoder) throws {
            let text = try decoder.singleValueContainer().decode(String.self)
            guard let letter = Letter(rawValue: text) else {
                let reason = "\(text) is no reading; write A, B, C or A+B."
                throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: reason))
            }
            self = letter
        }
    }

    package let reading: Letter
    package let why: String

    package init(_ reading: Letter, why: String) {
        self.reading = reading
        self.why = why
    }
}

extension Terms {
    /// The reading taken; the default where the file names none, which `validate` refuses.
    package func reading(of ambiguity: Ambiguity) -> Reading.Letter {
        readings[ambiguity.rawValue]?.reading ?? ambiguity.supported[0]
    }
}
