import ArgumentParser
import Contract
import Controller

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract:
            "Say why an account, subscription or server is as it is, and what nearly happened: facts, effects, rules, the terms.",
        discussion: "Example: lessor explain S-1001 --at '2026-03-02 12:00'"
    )

    @Argument(help: "A-1001, S-1001 or srv-1001.")
    var subject: String

    @Option(help: "As it was then: 'yyyy-MM-dd' or 'yyyy-MM-dd HH:mm:ss' in the terms' zone.")
    var at: String?

    @Flag(help: "Quote the terms under each rule, not only the first time it is met.")
    var quoteAll = false

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let (account, subscription) = try resolve(in: workspace)
        let until = try at.map { try CivilTime.parse($0, zone: workspace.book.zone) }
        let explanation = try workspace.explain(account, subscription: subscription, at: until)
        try output.print(explanation) { ExplanationText(explanation, quoteAll: quoteAll).text(style: $0) }
    }

    private func resolve(in workspace: Workspace) throws -> (AccountID, SubscriptionID?) {
        if let account = AccountID(subject) { return (try workspace.requireAccount(account).id, nil) }
        if let subscription = SubscriptionID(subject) ?? ServerID(subject)?.subscription {
            return (try workspace.requireOwner(of: subscription).id, subscription)
        }
        throw ValidationError(
            "\(subject) is neither an account (A-1001), a subscription (S-1001) nor a server (srv-1001)."
        )
    }
}
