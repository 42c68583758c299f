package import Contract
package import Fleet

/// Why the store did not do something. Nothing has changed then; each description is a full sentence for a person.
package enum StoreError: Error, Equatable, Sendable {
    // The file.
    case missing(path: String)
    case alreadyExists(path: String)
    case damaged(path: String, detail: String)
    case newerSchema(path: String, found: String, known: String)
    case diskFull(path: String)
    /// Another process held the write lock for longer than the busy timeout.
    case busy(path: String)
    case unusable(path: String, detail: String)

    // Clock and terms.
    case realClock
    case clockBackwards(now: Instant, asked: Instant)
    case termsChanged(TermsID)
    case unknownTerms(TermsID)
    /// Other terms came into force since the books were opened.
    case termsReplaced(TermsID, by: TermsID)

    // Accounts.
    case unknownAccount(AccountID)
    case parked(AccountID, reason: String)
    /// The contract does not take the fact.
    case refused(Refusal)
    case paymentReferenceUsed(method: String, reference: String, account: AccountID, at: Instant)
    case subscriptionTaken(SubscriptionID, by: AccountID)
    /// The contract's effects contradict what is stored: the account should be parked with this error.
    case contradiction(AccountID, detail: String)

    // Lines of bank statements.
    case unknownLine(StatementLineID)
    /// The line does not wait any more; what became of it.
    case lineSettled(StatementLineID, String)
    /// Money that was taken back cannot be credited.
    case lineNotCreditable(StatementLineID)

    // Hosts and servers.
    case unknownHost(String)
    case hostExists(String)
    case notSettable(ServerID, detail: String)
    case notRestartable(ServerID, detail: String)
    case nothingKept(ServerID, host: String)
    case hostInUse(String, servers: [ServerID])
    /// It has no servers, but files of some: kept for a person's decision, or of moves and to be erased.
    case hostKeeps(String, kept: [ServerID], passing: [ServerID])
    case hostTooSmall(String, used: Int, capacity: Int)
    /// The kernel gives all of a range to outgoing connections.
    case portsNeverSold(String, ClosedRange<Int>, ephemeral: ClosedRange<Int>)
    case hostMemoryTooSmall(String, used: Memory, capacity: Memory)
    case addressTaken(String, host: String)
    case addressInUse(String, host: String, by: [ServerID])
    case unknownServer(ServerID)
    case notPlaceable(ServerID, detail: String)
    case placement(PlacementRefusal)
    case notMovable(ServerID, detail: String)
    /// A larger number of slots that the server's host cannot hold.
    case noRoomToGrow(ServerID, host: String, free: Int, capacity: Int, needed: Int)
    /// A larger number of slots that need more memory than the server's host has.
    case noMemoryToGrow(ServerID, host: String, free: Memory, needed: Memory)
    /// The server has not been attested erased, or was never stopped.
    case notErasable(ServerID, detail: String)
    case unknownMail(NoticeKey)
}
