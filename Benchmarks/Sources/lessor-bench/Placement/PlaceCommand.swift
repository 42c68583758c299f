import ArgumentParser
import Contract
import Fleet
import Foundation
import Store

/// Durable placements with sets of one to four ports, beside raw writes of the same rows.
struct PlaceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "place",
        abstract: "Places servers with sets of 1 to 4 ports durably, beside raw SQLite writes of the same rows."
    )

    @Option(help: "How many servers are placed.")
    var servers = 10_000

    @Option(help: "On how many hosts.")
    var hosts = 100

    @Option(help: "How many are placed in one transaction.")
    var atOnce = 256

    @Option(help: "Where the measured books are written.")
    var directory = FileManager.default.temporaryDirectory.path

    @Option(help: "Where the books are prepared: in memory that takes less time.")
    var preparation = "/dev/shm"

    @Option(help: "The directory with the shipped terms.")
    var templates = ShippedBook.directory

    func run() throws {
        let books = UnplacedBooks(book: try ShippedBook.load(templates), hosts: hosts)
        let (draft, place) = (try ScratchFolder(in: preparation), try ScratchFolder(in: directory))
        try prepare(books, at: draft.path("draft.db"))
        let source = try RawDatabase(path: draft.path("draft.db"))
        for copy in ["placed.db", "raw.db"] { try source.execute("VACUUM INTO '\(place.path(copy))'") }
        let placing = try measure(at: place.path("placed.db"))
        let placed = try RawDatabase(path: place.path("placed.db"))
        let bare = try RawPlacement(bareAt: place.path("bare.db"), like: place.path("raw.db"))
            .write(like: placed, atOnce: atOnce)
        let raw = try RawPlacement(path: place.path("raw.db")).write(like: placed, atOnce: atOnce)
        Report.title("\(servers) placements on \(hosts) hosts, \(atOnce) in a transaction, synchronous=FULL")
        Report.time("placing", placing)
        Report.rate("    placements", servers, placing.wall)
        Report.rate("    placements, by processor time", servers, placing.processor)
        compare("raw writes into the same tables", raw, with: placing)
        compare("raw writes into bare tables", bare, with: placing)
    }

    private func prepare(_ books: UnplacedBooks, at path: String) throws {
        try books.fill(try Store.create(at: path, kind: .lab, now: UnplacedBooks.now), servers: servers)
    }

    private func measure(at path: String) throws -> Stopwatch.Reading {
        let store = try Store.open(at: path)
        let orders = try store.unplacedServers().map { UnplacedBooks.order($0.id) }
        var placed = 0
        let reading = try Stopwatch.measure {
            for start in stride(from: 0, to: orders.count, by: atOnce) {
                let some = Array(orders[start..<min(start + atOnce, orders.count)])
                placed += try store.place(some, at: UnplacedBooks.now).count { (try? $0.get()) != nil }
            }
        }
        guard placed == servers else { throw ValidationError("Of \(servers) servers \(placed) were placed.") }
        return reading
    }

    private func compare(_ name: String, _ raw: Stopwatch.Reading, with placing: Stopwatch.Reading) {
        Report.time(name, raw)
        Report.ratio("    speed of placing to it, by wall clock", raw.wall / placing.wall)
        Report.ratio("    speed of placing to it, by processor time", raw.processor / placing.processor)
    }
}
