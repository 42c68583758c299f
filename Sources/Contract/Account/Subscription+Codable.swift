/// One object: the rarities stand among the rest.
extension Subscription: Codable {
    private enum CodingKeys: CodingKey {
        case orderedAt, phase, fundedAt, deliveredAt, start, paidThrough, slots, monthlyPrice, renewal,
            standingRequest, stoppedByClient, slotsChange, loyaltyRenewal, nonRenewal, priceExit, priceRate,
            announcements, paid, announced, announcedEnd, attempted, switchings, slotsRequests, bounces
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        orderedAt = try container.decode(Instant.self, forKey: .orderedAt)
        phase = try container.decode(Phase.self, forKey: .phase)
        fundedAt = try container.decodeIfPresent(Instant.self, forKey: .fundedAt)
        deliveredAt = try container.decodeIfPresent(Instant.self, forKey: .deliveredAt)
        start = try container.decode(CivilDate.self, forKey: .start)
        paidThrough = try container.decode(Int.self, forKey: .paidThrough)
        slots = try container.decode(Int.self, forKey: .slots)
        monthlyPrice = try container.decode(Int64.self, forKey: .monthlyPrice)
        renewal = try container.decode(RenewalSwitch.self, forKey: .renewal)
        standingRequest = try container.decode(Bool.self, forKey: .standingRequest)
        stoppedByClient = try container.decode(Bool.self, forKey: .stoppedByClient)
        slotsChange = try container.decodeIfPresent(SlotsChange.self, forKey: .slotsChange)
        loyaltyRenewal = try container.decode(Int.self, forKey: .loyaltyRenewal)
        nonRenewal = try container.decodeIfPresent(NonRenewalNotice.self, forKey: .nonRenewal)
        priceExit = try container.decodeIfPresent(CivilDate.self, forKey: .priceExit)
        priceRate = try container.decodeIfPresent(Int.self, forKey: .priceRate)
        announcements = try container.decodeIfPresent(Int.self, forKey: .announcements)
        paid = try container.decode(PaidPeriods.self, forKey: .paid)
        announced = try container.decode(Int.self, forKey: .announced)
        announcedEnd = try container.decode(Int.self, forKey: .announcedEnd)
        attempted = try container.decode(Int.self, forKey: .attempted)
        switchings = try container.decode(Int.self, forKey: .switchings)
        slotsRequests = try container.decode(Int.self, forKey: .slotsRequests)
        bounces = try container.decode(Int.self, forKey: .bounces)
        rare = Shared(try Rarities(from: decoder))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(orderedAt, forKey: .orderedAt)
        try container.encode(phase, forKey: .phase)
        try container.encodeIfPresent(fundedAt, forKey: .fundedAt)
        try container.encodeIfPresent(deliveredAt, forKey: .deliveredAt)
        try container.encode(start, forKey: .start)
        try container.encode(paidThrough, forKey: .paidThrough)
        try container.encode(slots, forKey: .slots)
        try container.encode(monthlyPrice, forKey: .monthlyPrice)
        try container.encode(renewal, forKey: .renewal)
        try container.encode(standingRequest, forKey: .standingRequest)
        try container.encode(stoppedByClient, forKey: .stoppedByClient)
        try container.encodeIfPresent(slotsChange, forKey: .slotsChange)
        try container.encode(loyaltyRenewal, forKey: .loyaltyRenewal)
        try container.encodeIfPresent(nonRenewal, forKey: .nonRenewal)
        try container.encodeIfPresent(priceExit, forKey: .priceExit)
        try container.encodeIfPresent(priceRate, forKey: .priceRate)
        try container.encodeIfPresent(announcements, forKey: .announcements)
        try container.encode(paid, forKey: .paid)
        try container.encode(announced, forKey: .announced)
        try container.encode(announcedEnd, forKey: .announcedEnd)
        try container.encode(attempted, forKey: .attempted)
        try container.encode(switchings, forKey: .switchings)
        try container.encode(slotsRequests, forKey: .slotsRequests)
        try container.encode(bounces, forKey: .bounces)
        try rare.value.encode(to: encoder)
    }
}
