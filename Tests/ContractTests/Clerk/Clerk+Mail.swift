/// Letters are written when the articles demand them, and given when they are handed over, which may be days later. What a
/// letter sets going, and what waits for it, begins then (4, 6.1, 6.4, 6.11, 7.4, 7.6).
extension Clerk {
    struct Letter {
        let kind: String
        /// The service that it is about.
        let number: Int?
        /// What it is about where that is neither a service nor the account.
        var receipt: String?
        let label: String
        let written: Moment

        /// `R6.11-02/S-1001/1`.
        var key: String { "\(kind)/\(receipt ?? number.map { "S-\($0)" } ?? "A-1")/\(label)" }
    }

    mutating func write(_ kind: String, _ number: Int? = nil, _ label: some CustomStringConvertible) {
        post(Letter(kind: kind, number: number, label: "\(label)", written: moment))
    }

    mutating func post(_ letter: Letter) {
        letters.append("\(Almanac.name(day)) \(letter.key)")
        waiting.append(letter)
    }

    mutating func performOnMail(_ deed: Deed) {
        handed = []
        switch deed {
        case .stopMail: isMailWorking = false
        case .startMail:
            isMailWorking = true
            handed = waiting.map { ($0.key, moment) }
            emptyMailbox()
        case .handOver(let place, let asked):
            guard !waiting.isEmpty else { return }
            let letter = waiting.remove(at: place % waiting.count)
            let handedAt = min(max(asked, letter.written), moment)
            handed = [(letter.key, handedAt)]
            give(letter, at: handedAt)
        default: return
        }
    }

    mutating func emptyMailbox() {
        while isMailWorking, !waiting.isEmpty {
            give(waiting.removeFirst(), at: moment)
            catchUp()
        }
    }

    private mutating func give(_ letter: Letter, at handedAt: Moment) {
        if handedAt.day > letter.written.day { notes["late \(letter.kind)", default: 0] += 1 }
        switch (letter.kind, letter.number) {
        case ("R6.1-02", _):
            isOpen = true
            spend()
        case ("R4-02", _): takeEffect(letter.label, from: handedAt)
        case ("R6.4-05", let number?): learnPrice(number, Int(letter.label) ?? 0, on: handedAt.day)
        case ("R7.4-02", _): startSevenDays(Int(letter.label) ?? 0, on: handedAt.day)
        case ("R7.6-01", let number?): learnNonRenewal(number, on: handedAt.day)
        case (let kind, let number?) where kind.hasPrefix("R6.11-12"):
            learnFailure(number, letter.label, on: handedAt.day)
        default: break
        }
    }

    /// 6.11: any of the letters about it will do.
    private mutating func learnFailure(_ number: Int, _ label: String, on day: Int) {
        guard let failure = page(number)?.failure, failure.label == label, failure.told == nil else { return }
        edit(number) { $0.failure?.told = day }
    }
}
