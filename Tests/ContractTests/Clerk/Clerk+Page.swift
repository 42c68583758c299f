extension Clerk {
    /// Page of one service in the clerk's book.
    struct Page {
        enum State: Equatable { case ordered, making, paid, failed, over }

        /// A month that is to be paid before the service runs again.
        struct Owed {
            var month: Int
            var price: Price
            /// The slots to run with then; nil leaves them.
            var slots: Int?
            /// The number of the bounce that made it owed again.
            var bounce: Int?
        }

        /// A renewal that was not paid in time, or not after all.
        struct Failure {
            /// Names it in letters: the month that was over, and the bounce.
            let label: String
            var owed: [Owed]
            /// The day in whose evening it failed.
            let day: Int
            /// What was missing then; nil after a bounce.
            var missing: Int?
            var reminders = 0
            /// The day on which the first letter about it was handed over.
            var told: Int?

            /// Ten days; anew from the day on which the client was told, where that was not at once.
            var lastDay: Int { (told.map { $0 > day + 1 ? $0 : day } ?? day) + 10 }
        }

        /// What paid a month.
        struct Payment {
            var balance = 0
            /// The tax inside.
            let rate: Int
            /// Cents of cheques that are not credited yet, by number.
            var cheques: [Int: Int] = [:]
            /// Before the due day's debit.
            let isAhead: Bool

            var sum: Int { cheques.values.reduce(balance, +) }
        }

        struct NewSlots {
            let slots: Int
            let price: Price
            /// The due day from whose evening on they hold.
            let day: Int
            var isPaid = false
        }

        let number: Int
        let orderedAt: Int64
        let priority: Int
        var state = State.ordered
        var slots: Int
        var price: Price
        let orderedRate: Int
        /// Rates of tax by the day from which on they are in force.
        var taxes: [Int: Int] = [:]
        var newPrices: [NewPrice] = []
        /// Because of a new price.
        var lastDayToLeave: Int?
        /// Letters about prices that are not handed over yet, by number, and the days on which they were written.
        var untold: [Int: Int] = [:]
        var hasLeft = false
        /// Day of delivery, second of delivery.
        var start = 0
        var startedAt: Int64 = 0
        /// The month that is paid.
        var month = 0
        var payments: [Int: Payment] = [:]
        var renews = true
        /// The last one, by the provider's notice.
        var lastMonth: Int?
        /// The same as that notice was written, handed over or not.
        var foreseenLast: Int?
        /// A switch that was asked for too late, and the month from whose end on it counts.
        var lateSwitch: (on: Bool, month: Int)?
        var newSlots: NewSlots?
        /// A month for which there is more time to pay, and its last day.
        var deferral: (month: Int, until: Int)?
        var stoppedByClient = false
        var standing = false
        var noticed = 0
        var noticedEnd = 0
        var tried = 0
        var failure: Failure?
        var bounces = 0
        var endedAt: Int64?
        /// How many renewals at growing percentages.
        var seniority = 1
        var refunded: Set<Int> = []
        var holds: [Hold] = []
        /// When the server had to run.
        var duty: [(from: Int64, to: Int64?)] = []

        init(number: Int, orderedAt: Int64, priority: Int, slots: Int, price: Price) {
            (self.number, self.orderedAt, self.priority) = (number, orderedAt, priority)
            (self.slots, self.price, orderedRate) = (slots, price, price.rate)
        }

        func due(_ month: Int) -> Int { Almanac.monthly(start, month) }

        /// The delivery, or the due day before at 24:00.
        func beginning(of month: Int) -> Int64 {
            month == 1 ? startedAt : Almanac.epoch(due(month - 1) + 1, 0)
        }

        /// The last day on which a month can be paid: the due day before it, or a deferral's.
        func lastDay(toPay month: Int) -> Int {
            if let deferral, deferral.month == month, !isLast(month - 1) { return deferral.until }
            return due(month - 1)
        }

        /// The month whose end is next: the paid one, or while failed the one to be paid.
        var next: Int { max(month, failure?.owed.last?.month ?? 0) }

        func renews(atEndOf month: Int) -> Bool {
            if isLast(month) { return false }
            if let lateSwitch, month >= lateSwitch.month { return lateSwitch.on }
            return renews
        }

        var isLive: Bool { state == .paid || state == .failed }
    }
}
