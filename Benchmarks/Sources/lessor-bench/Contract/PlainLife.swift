import Contract

/// The same ten years as somebody writes them in an afternoon: a due date, a balance, and a loop over the months. No
/// rules, no keys that hold for ever, nothing that could be explained, asked about or moved.
struct PlainLife {
    /// What a naive program keeps of each thing that it did.
    enum Line {
        case debit(key: String, cents: Int64)
        case points(key: String, hundredths: Int64)
        case mail(key: String, values: [String: String])
    }

    private(set) var cents: Int64 = 0
    private(set) var points: Int64 = 0
    private(set) var lines: [Line] = []
    private(set) var renewals = 0
    private let keepsLines: Bool

    init(keepsLines: Bool) { self.keepsLines = keepsLines }

    mutating func play(_ client: Client, loyalty: Terms) {
        var due = client.start
        for month in 0..<Client.months {
            payIn(client, month)
            cents -= client.price
            renewals += 1
            due = client.start.adding(months: month + 1)
            if keepsLines { note(client, month, due) }
            guard month > 0 else { continue }
            points += Int64(client.slots * loyalty.loyaltyPercent(renewal: month, slots: client.slots))
        }
    }

    private mutating func payIn(_ client: Client, _ month: Int) {
        guard month > 0, case .prepays(let months) = client.habit else { return cents += client.price }
        if (month - 1) % months == 0 { cents += client.price * Int64(min(months, Client.months - month)) }
    }

    private mutating func note(_ client: Client, _ month: Int, _ due: CivilDate) {
        lines.append(.debit(key: "debit/\(client.number)/\(month)", cents: client.price))
        lines.append(.points(key: "points/\(client.number)/\(month)", hundredths: points))
        for mail in ["notice", "renewed", "points"] {
            lines.append(
                .mail(
                    key: "\(mail)/\(client.number)/\(month)",
                    values: ["price": "\(client.price)", "balance": "\(cents)", "due": "\(due)"]
                )
            )
        }
    }
}
