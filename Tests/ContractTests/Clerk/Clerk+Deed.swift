extension Clerk {
    /// What a client or the provider does. Numbers name services, payments and cases.
    enum Deed {
        case open
        /// By a method that the provider takes, by another, or in another currency.
        case pay(Int, by: String, cents: Int)
        /// Without a reference; and what becomes of it, by its number.
        case payNameless(String, cents: Int)
        case regularise(Int, by: String, as: Int)
        case sendBack(Int, by: String)
        /// In knowledge of what was published already, and is in force later.
        case order(Int, slots: Int, price: Int, priority: Int, known: Published?)
        case deliver(Int)
        case switchRenewal(Int, Bool)
        case renewNow(Int)
        case reactivate(Int, standing: Bool)
        case withdrawStanding(Int)
        case resize(Int, slots: Int, price: Int)
        case power(Int, Bool)
        case terminate(Int)
        case gift(Int)
        /// A cheque, recorded so many seconds after its reception.
        case cheque(Int, cents: Int, isFrench: Bool, late: Int)
        case chequeClears(Int)
        case chequeBounces(Int)
        /// Taken back by the bank, by its name.
        case reverse(String, isExplained: Bool)
        case openRequest(Int)
        case closeRequest(Int)
        /// Somebody buys tokens through a request.
        case buy(Int, through: Int, by: String, cents: Int)
        /// Costs that the provider had, for a service or for none, due that day.
        case cost(Int, on: Int?, cents: Int, due: Int)
        case deferDebt(Int, asked: Moment, until: Int)
        /// By so many days from its due day.
        case deferRenewal(Int, asked: Moment, days: Int)
        /// A case of force majeure that concerns these services, since then.
        case majeure(Int, on: [Int], prevents: Bool, since: Moment)
        case majeureNews(Int)
        case majeureOver(Int)
        case majeureLeave(Int, Int, byClient: Bool)
        /// A code is valid, and was obtained then where that is known.
        case code(Int, cents: Int, obtained: Moment?)
        case giveCode(Int, cents: Int)
        /// Asked for so many seconds before it is recorded.
        case convert(Int, late: Int)
        /// A new price of a service, its tax inside, told by letter or by the page that was published then.
        case announce(Int, price: (gross: Int, rate: Int), effective: Int, published: Moment?)
        case tax(Int, rate: Int, from: Int)
        /// Leaves because of a new price.
        case exit(Int, atOnce: Bool)
        /// The provider will not renew it.
        case nonRenewal(Int)
        /// One party complains of breaches on one service; the client perhaps before it is recorded.
        case complain(Int, on: Int, byClient: Bool, isStated: Bool, told: Moment?)
        case remedy(Int, on: Int)
        case waive(Int, on: Int, byClient: Bool)
        /// Under one of two articles, on one service or on all.
        case offence(on: Int?, article: String, isProven: Bool)
        /// An outage of that many seconds, which ended now.
        case outage(Int, seconds: Int)
        /// On one service or on all; from now on or from later. `isProven`: with what the articles want on record.
        case hold(Hold.Cause, Int, on: Int?, from: Moment?, isProven: Bool)
        case lift(Hold.Cause, Int, on: Int?)
        case ease(Int, on: Int)
        case doubt(Int)
        /// From now on letters wait, until the mail works again.
        case stopMail
        case startMail
        /// One of those that wait, by its place, was handed over then.
        case handOver(Int, at: Moment)
        case confirmData

        /// What a client knows when he orders: prices, their tax inside, from a day on, and a rate of tax.
        struct Published {
            var prices: [(gross: Int, rate: Int, effective: Int)]
            var tax: (rate: Int, from: Int)?
        }

        /// `terminate`; a hold or a foreign cheque is named so.
        var kind: String {
            switch self {
            case .cheque(_, _, let isFrench, _) where !isFrench: "foreign cheque"
            case .hold(let cause, _, _, let from, _): "hold \(from == nil ? "\(cause)" : "later")"
            case .announce(_, _, _, .some): "announce by page"
            case .order(_, _, _, _, .some): "order knowing prices"
            case .buy(_, _, let method, _): "buy by \(method)"
            case .pay(_, let method, _): "pay by \(method)"
            case .reverse(let name, _): "reverse \(name.prefix { $0 != ":" })"
            default: String("\(self)".prefix { $0 != "(" })
            }
        }
    }
}
