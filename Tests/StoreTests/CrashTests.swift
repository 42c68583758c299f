import Contract
import Foundation
import Glibc
import Synchronization
import Testing

@testable import Store

/// `kill -9` at any moment: what was answered is kept, what was not is whole or not there.
@Suite struct CrashTests {
    let books: TemporaryBooks

    init() throws { books = try TemporaryBooks() }

    @Test(.timeLimit(.minutes(10)))
    func `a killed process leaves whole books, with every step that it was told is done`() async throws {
        let account = try books.store.activeAccount()
        try books.store.addHost(Sample.host("h1", capacity: 10_000))
        var acknowledged: Set<String> = []
        for round in 0..<8 {
            let log = books.directory.appending(path: "done-\(round)").path
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [path = books.path as String, log = log as String, round = round as Int] in
                try workUntilKilled(path: path, log: log, round: round)
            }
            acknowledged.formUnion(
                try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map(String.init)
            )
            let store = try Store.open(at: books.path)
            let found = try store.verify(under: Sample.book)
            #expect(found.problems == [])
            let keys = Set(try store.transactions(of: account).map(\.transaction.key))
            #expect(acknowledged.isSubset(of: keys))
        }
        #expect(acknowledged.count >= 8 * 2)
        let paid = try books.store.transactions(of: account).filter { $0.transaction.key.hasPrefix("payment/") }
        #expect(Set(paid.map(\.transaction.key)).count == paid.count)
        #expect(paid.count - acknowledged.count <= 8)
    }
}

/// Pays, orders and places until another thread kills the process, and notes each payment after it was answered.
private func workUntilKilled(path: String, log: String, round: Int) throws {
    let store = try Store.open(at: path)
    let account = AccountID(number: 1001)
    let descriptor = open(log, O_CREAT | O_WRONLY | O_APPEND, 0o600)
    let progress = Progress()
    Thread.detachNewThread {
        // Somewhere within a later step, however slow the machine is.
        let enough = Int.random(in: 2...12)
        while progress.done.load(ordering: .acquiring) < enough { usleep(200) }
        usleep(UInt32.random(in: 0...4_000))
        kill(getpid(), SIGKILL)
    }
    for number in 0... {
        let reference = "\(round)-\(number)"
        try store.pay(account, 100, reference)
        let line = Array("payment/transfer/\(reference)\n".utf8)
        _ = write(descriptor, line, line.count)
        progress.done.add(1, ordering: .releasing)
        let server = try store.order(account, slots: 1).server
        _ = try store.place(server, rules: Sample.mumble, at: Sample.start)
    }
}

private final class Progress: Sendable {
    let done = Atomic<Int>(0)
}
