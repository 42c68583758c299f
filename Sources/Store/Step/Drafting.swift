import Contract
import Dispatch
import Synchronization

/// The steps of many accounts, drafted on a thread beside that of their writer, who takes them in order. He takes longer for an
/// account than drafting does: a second thread would only take his core.
struct Drafting {
    /// Enough accounts to be worth a change of threads, and few enough that the writer begins soon.
    private static let portionSize = 8

    private let portions: [Portion]

    /// Begins with the first accounts while the next ones are read. What each decides depends on nothing but itself.
    init(
        _ accounts: ArraySlice<AccountID>,
        to now: Instant,
        under book: Rulebook,
        read: (AccountID) throws -> StoredAccount
    ) throws {
        let queue = DispatchQueue(label: "drafting")
        portions = try stride(from: accounts.startIndex, to: accounts.endIndex, by: Self.portionSize).map {
            let portion = Portion(try accounts[$0..<min($0 + Self.portionSize, accounts.endIndex)].map(read))
            queue.async { portion.draft(to: now, under: book) }
            return portion
        }
    }

    /// In the order of the accounts; leaves out those for which only time passes.
    func forEach(_ write: (Draft) throws -> Void) throws {
        for portion in portions { try portion.take().forEach(write) }
    }
}

extension Drafting {
    private final class Portion: Sendable {
        private let accounts: [StoredAccount]
        /// Nobody ever waits for it: who takes them has waited for `isDone`.
        private let drafts = Mutex<Result<[Draft], any Error>?>(nil)
        private let isDone = DispatchSemaphore(value: 0)

        init(_ accounts: [StoredAccount]) { self.accounts = accounts }

        func draft(to now: Instant, under book: Rulebook) {
            let result = Result {
                try accounts.compactMap { account in
                    let decision = try account.decide(to: now, fact: nil, under: book)
                    return decision.changesSomething ? try Draft(decision) : nil
                }
            }
            drafts.withLock { $0 = result }
            isDone.signal()
        }

        /// Waits for them.
        func take() throws -> [Draft] {
            isDone.wait()
            return try drafts.withLock { $0.take() }?.get() ?? []
        }
    }
}
