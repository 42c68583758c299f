extension NearMissSearch {
    /// R6.8-02, R6.8-03: codes that still convert, and those that do not any more.
    mutating func lookAtCodes() {
        for code in account.codes {
            let name = "code \(code.code) of \(code.cents.asEuro)"
            switch code.state {
            case .waiting: note("R6.8-02", nil, "\(name) not dead yet: it converts until \(code.lastDay), 24:00")
            case .dead: note("R6.8-03", nil, "\(name) not converted: dead since 24:00 of \(code.lastDay)")
            case .converted: continue
            }
        }
    }
}
