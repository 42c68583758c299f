import ArgumentParser
import Contract
import Controller

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show what the contract will do by itself if nothing else happens, and the months' totals.",
        discussion: """
            AMOUNT is what is taken from the client's balance, or asked for; SHORT is what is missing to it.
            Example: lessor plan --until 2026-12-31 --account A-1001
            """
    )

    @Option(help: "Up to this date; two months ahead by default.")
    var until: String?

    @Option(help: "Only this account.")
    var account: AccountID?

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let now = try workspace.time.now()
        let zone = workspace.book.zone
        let end =
            try until.map { try CivilTime.parse($0, zone: zone) }
            ?? zone.start(of: zone.date(at: now).adding(months: 2))
        let plan = try workspace.plan(for: account, until: end)
        let view = PlanView(plan, until: end, workspace.narrator)
        try output.print(view) { view.text(style: $0, workspace.narrator) }
    }
}
