extension Clerk {
    struct Code {
        enum State { case waiting, converted, dead }
        let number: Int
        let cents: Int
        /// It converts until the evening of this day.
        let lastDay: Int
        var state = State.waiting

        var name: String { "allopass:\(Self.text(number))" }

        /// How such names are written: 26 small letters.
        static func text(_ number: Int) -> String {
            let digits = String(number).compactMap(\.wholeNumberValue).map { Character(UnicodeScalar(UInt8(97 + $0))) }
            return String(repeating: "a", count: 26 - digits.count) + String(digits)
        }
    }

    mutating func performOnCodes(_ deed: Deed) -> Bool {
        switch deed {
        case .code(let number, let cents, let obtained):
            guard obtained ?? moment <= moment else { return false }
            return note(number, cents, from: (obtained ?? moment).day, "R6.8-02")
        case .giveCode(let number, let cents): return note(number, cents, from: day, "R6.8-05")
        case .convert(let number, let late): return convert(number, now - Int64(late))
        default: return false
        }
    }

    /// 6.8: thirty days from the day on which it was obtained, which does not count.
    private mutating func note(_ number: Int, _ cents: Int, from day: Int, _ letter: String) -> Bool {
        guard !codes.contains(where: { $0.number == number }) else { return false }
        let code = Code(number: number, cents: cents, lastDay: day + 30)
        codes.append(code)
        write(letter, nil, code.name)
        return true
    }

    /// Once; and no later than its last evening, though it may be recorded later.
    private mutating func convert(_ number: Int, _ asked: Int64) -> Bool {
        guard let index = codes.firstIndex(where: { $0.number == number }) else { return false }
        let code = codes[index]
        guard code.state != .converted else { return true }
        guard asked < Almanac.epoch(code.lastDay + 1, 0) else { return false }
        codes[index].state = .converted
        balance += code.cents
        credits[code.name] = (code.cents, day)
        write("R6.2-02", nil, code.name)
        noteMoney(code.cents, asked)
        spend()
        return true
    }

    mutating func buryCodes() {
        for index in codes.indices where codes[index].state == .waiting && codes[index].lastDay < day {
            codes[index].state = .dead
            write("R6.8-03", nil, codes[index].name)
        }
    }
}
