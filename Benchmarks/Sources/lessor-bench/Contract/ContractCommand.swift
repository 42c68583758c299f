import ArgumentParser
import Contract

/// Ten years of monthly contract life for many accounts, in memory, on one core.
struct ContractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contract",
        abstract: "Accounts × 10 years of monthly contract life in memory, beside a plain loop."
    )

    @Option(help: "How many accounts live their ten years, one after another.")
    var accounts = 100_000

    @Option(help: "The directory with the shipped terms.")
    var templates = ShippedBook.directory

    func run() throws {
        let book = try ShippedBook.load(templates)
        var totals = ContractLife.Totals()
        let contract = try Stopwatch.measure {
            for number in 0..<accounts { try ContractLife.play(Client(number), under: book, into: &totals) }
        }
        let peak = try ResidentMemory.peak()
        let bare = try plain(book, keepsLines: false, expecting: totals)
        let kept = try plain(book, keepsLines: true, expecting: totals)
        Report.title("\(accounts) accounts × \(Client.years) years, in memory, one core")
        let work = "\(totals.renewals) / \(totals.mails) / \(totals.effects)"
        Report.line("months paid / mails handed over / effects", work)
        Report.line("services destroyed for want of payment", "\(totals.ended)")
        Report.time("contract", contract)
        Report.line("    per month paid", "\(Report.decimal(contract.processor / Double(totals.renewals) * 1e6, 2)) µs")
        Report.line("    peak resident", "\(peak / 1024) MB")
        Report.time("plain loop that keeps what it did as strings", kept)
        Report.time("plain loop of two additions", bare)
        Report.ratio("contract / plain loop that keeps what it did", contract.processor / kept.processor)
        Report.ratio("contract / plain loop of two additions", contract.processor / bare.processor)
    }

    /// The loop comes to the same balances and points, or the comparison is worth nothing.
    private func plain(
        _ book: Rulebook,
        keepsLines: Bool,
        expecting totals: ContractLife.Totals
    ) throws -> Stopwatch.Reading {
        guard let terms = book.currentTerms else { return .init() }
        var (cents, points) = (Int64(0), Int64(0))
        let reading = Stopwatch.measure {
            for number in 0..<accounts {
                let client = Client(number)
                var life = PlainLife(keepsLines: keepsLines)
                life.play(client, loyalty: terms)
                guard client.isRegular else { continue }
                cents += life.cents
                points += life.points
            }
        }
        guard (cents, points) == (totals.cents, totals.points) else {
            throw ValidationError(
                "The loop ends with \(cents) cents and \(points) points, the contract with \(totals.cents) and \(totals.points)."
            )
        }
        return reading
    }
}
