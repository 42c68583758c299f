import ArgumentParser
import Contract
import Foundation
import Store

/// The durable sweep of renewals that fall due on one day, beside raw inserts of the same rows.
struct SweepCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "Renewals due on one day, each committed durably, beside raw SQLite inserts of the same rows."
    )

    @Option(help: "How many accounts have a renewal due.")
    var accounts = 100_000

    @Option(help: "How many more accounts have a lease that is not due.")
    var idle = 0

    @Option(help: "Where the measured books are written.")
    var directory = FileManager.default.temporaryDirectory.path

    @Option(help: "Where the books are prepared: in memory that takes minutes less.")
    var preparation = "/dev/shm"

    @Option(help: "The directory with the shipped terms.")
    var templates = ShippedBook.directory

    func run() throws {
        let books = DueBooks(book: try ShippedBook.load(templates))
        let (draft, place) = (try ScratchFolder(in: preparation), try ScratchFolder(in: directory))
        let swept = place.path("swept.db")
        try prepare(books, at: draft.path("draft.db"))
        let source = try RawDatabase(path: draft.path("draft.db"))
        for copy in ["swept.db", "raw.db"] { try source.execute("VACUUM INTO '\(place.path(copy))'") }
        let line = try source.integers("SELECT max(sequence) FROM journal")[0]
        let (sweep, peak) = try sweep(books, at: swept)
        let rows = try SweptRows(RawDatabase(path: swept), after: line, accountsInPortion: 256)
        let bare = try RawSweep(bareAt: place.path("bare.db"), like: place.path("raw.db")).write(rows)
        let raw = try RawSweep(path: place.path("raw.db")).write(rows)
        Report.title("\(accounts) renewals due on one day, \(idle) accounts not due, synchronous=FULL")
        Report.time("sweep", sweep)
        Report.rate("    renewals", accounts, sweep.wall)
        Report.line("    peak resident", "\(peak / 1024) MB")
        compare("raw inserts into the same tables", raw, with: sweep)
        compare("raw inserts into bare tables", bare, with: sweep)
    }

    private func prepare(_ books: DueBooks, at path: String) throws {
        let store = try Store.create(at: path, kind: .lab, now: Instant(epochSeconds: 0))
        try books.fill(store, due: accounts, idle: idle)
    }

    private func sweep(_ books: DueBooks, at path: String) throws -> (Stopwatch.Reading, peak: Int) {
        let store = try Store.open(at: path)
        try ResidentMemory.forgetPeak()
        var swept = 0
        let reading = try Stopwatch.measure { swept = try store.sweep(to: books.due, under: books.book) }
        let renewed = try RawDatabase(path: path).integers("SELECT count(*) FROM renewal WHERE period = 2")
        guard swept == accounts, renewed == [Int64(accounts)] else {
            throw ValidationError("Of \(accounts) accounts \(swept) were swept and \(renewed) renewed.")
        }
        return (reading, try ResidentMemory.peak())
    }

    private func compare(_ name: String, _ raw: Stopwatch.Reading, with sweep: Stopwatch.Reading) {
        Report.time(name, raw)
        Report.ratio("    speed of the sweep to it, by wall clock", raw.wall / sweep.wall)
        Report.ratio("    speed of the sweep to it, by processor time", raw.processor / sweep.processor)
    }
}
