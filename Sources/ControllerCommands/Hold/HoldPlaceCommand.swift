import ArgumentParser
import Contract
import Controller

struct HoldPlaceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "place",
        abstract: "Place a hold, at once or announced for later; the client is told by mail (7.5, 8).",
        discussion: """
            Example: lessor hold place S-1001 --cause maintenance --reference M-12 --reason 'new disk' --from '2026-03-02 03:00'
            A hold is lifted by its own cause and reference; no payment lifts it, and the contract with its due dates goes on. \
            An identity hold needs a case: `lessor account doubt`. For security and maintenance at once, say why the client could \
            not be told before: --unannounced (R7.5-02).
            """
    )

    @Argument(help: "The whole account, A-1001, or one subscription, S-1001.")
    var target: ContractTarget

    @Option(help: "Why: \(HoldOrder.Cause.allCases.map(\.rawValue).joined(separator: ", ")).")
    var cause: HoldOrder.Cause

    @Option(help: "The case or document that it stands on; lifting names it again.")
    var reference: String

    @Option(help: "What the client is told.")
    var reason: String

    @Option(help: "Where the proof is kept (conduct), or the document that demands it (authority).")
    var evidence: String?

    @Option(help: "When it begins, '2026-03-02 03:00'; the client is told now. At once by default.")
    var from: String?

    @Option(help: "Why the client could not be told before a hold that begins at once.")
    var unannounced: String?

    @OptionGroup var report: FactReport

    func run() throws {
        try report.record(about: target) { workspace in
            let order = HoldOrder(
                cause,
                reference: reference,
                subscription: target.subscription,
                reason: reason,
                evidence: evidence,
                from: try from.map { try CivilTime.parse($0, zone: workspace.book.zone) },
                unannounced: unannounced
            )
            return .hold(.placed(order))
        }
    }
}
