import ArgumentParser
import Contract
import Controller
import Store

struct NoticeListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List an account's notices (12.1), or without an account those of all that wait to be handed over.",
        discussion: """
            Examples:
              lessor notice list A-1001 --format json    when demanded, when given, by which channel, to which address
              lessor notice list                         what waits, with its last error and when it is tried again
            """
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID?

    @Option(help: "How many of those that wait.")
    var limit = 1000

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        if let account { return try list(account, workspace) }
        let rows = try workspace.store.waitingMail(limit: limit).map { NoticeView($0, nil, workspace) }
        try output.print(rows) { style in
            guard !rows.isEmpty else { return "No mail waits.\n" }
            var table = Table([
                .left("NOTICE"), .left("WHAT"), .left("ACCOUNT"), .left("DEMANDED"), .right("FAILED"),
                .left("NEXT TRY"), .left("PROBLEM"),
            ])
            for row in rows {
                table.add([
                    row.key, row.what, row.account, row.demanded, "\(row.attempts)", row.nextTry ?? "",
                    row.problem ?? "",
                ])
            }
            return table.text(style: style)
        }
    }

    private func list(_ account: AccountID, _ workspace: Workspace) throws {
        _ = try workspace.requireAccount(account)
        let deliveries = Dictionary(
            uniqueKeysWithValues: try workspace.store.noticeDeliveries(of: account).map { ($0.key, $0) }
        )
        let isErased = try workspace.store.person(of: account) == nil
        let rows = try workspace.store.mail(of: account).map {
            NoticeView($0, deliveries[$0.key], workspace, isErased: isErased)
        }
        try output.print(rows) { style in
            var table = Table([
                .left("NOTICE"), .left("WHAT"), .left("DEMANDED"), .left("GIVEN"), .left("CHANNEL"),
                .left("ADDRESS"), .left("NEXT TRY"), .left("PROBLEM"),
            ])
            for row in rows {
                table.add([
                    row.key, row.what, row.demanded, row.given ?? "", row.channel ?? "", row.address ?? "",
                    row.nextTry ?? "", row.problem ?? "",
                ])
            }
            return table.text(style: style, whenEmpty: "No notice was demanded yet.")
        }
    }
}
