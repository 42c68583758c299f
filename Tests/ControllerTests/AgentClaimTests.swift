import Testing

@testable import Controller

/// Whose a machine is, by the agent.json that lies there.
@Suite struct AgentClaimTests {
    struct Case: Sendable {
        let line: String
        let owner: AgentClaim.Owner
    }

    private static let books: Set<String> = ["h1", "h3"]

    @Test(arguments: [
        Case(line: #"/a {"host":"h1","instance":"me"}"#, owner: .ours),
        // Agents of before have no identity.
        Case(line: #"/a {"host":"h1","labClock":false}"#, owner: .ours),
        Case(line: #"/a {"host":"h3"}"#, owner: .stranger("h3")),
        Case(line: #"/a {"host":"h3","instance":"me"}"#, owner: .sibling("h3")),
        // Removed from the books, or from a copy older than it.
        Case(line: #"/a {"host":"h9","instance":"me"}"#, owner: .ours),
        Case(line: #"/a {"host":"h1","instance":"other"}"#, owner: .stranger("h1")),
    ])
    func `an agent is ours, another host's of ours, or another installation's`(_ it: Case) throws {
        let claim = try #require(AgentClaim(line: it.line))
        #expect(claim.root == "/a")
        #expect(claim.owner(for: "h1", of: "me", inBooks: Self.books.contains) == it.owner)
    }

    @Test func `what is no agent's configuration claims nothing`() {
        for line in ["", "/a", "/a {}", "/a {", #"{"host":"h1"}"#] { #expect(AgentClaim(line: line) == nil) }
    }
}
