extension Terms {
    /// The percentages from one renewal on (R6.12-03, AMB-23).
    package struct LoyaltyRow: Equatable, Codable, Sendable {
        /// The percentage from one number of slots on.
        package struct Band: Equatable, Codable, Sendable {
            package let fromSlots: Int
            package let percent: Int

            package init(fromSlots: Int, percent: Int) {
                self.fromSlots = fromSlots
                self.percent = percent
            }
        }

        package let fromRenewal: Int
        package let bands: [Band]

        package init(fromRenewal: Int, bands: [Band]) {
            self.fromRenewal = fromRenewal
            self.bands = bands
        }

        func percent(slots: Int) -> Int {
            bands.last { $0.fromSlots <= slots }?.percent ?? 0
        }
    }

    /// The loyalty percentage of the `renewal`-th renewal, counted from 1, of a server with `slots` slots.
    package func loyaltyPercent(renewal: Int, slots: Int) -> Int {
        loyalty.last { $0.fromRenewal <= renewal }?.percent(slots: slots) ?? 0
    }

    /// The first renewal at which the table gives the percentage that a downgrade falls back to (R6.12-05).
    func loyaltyReset(slots: Int) -> Int? {
        loyalty.first { $0.percent(slots: slots) == parameters.loyaltyResetPercent.value }?.fromRenewal
    }
}
