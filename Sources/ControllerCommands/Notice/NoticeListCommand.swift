import ArgumentParser
import Contract
import Controller
import Store

struct NoticeListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List an account's notices: when demanded, when given, by which channel and to which address (12.1).",
        discussion: "Example: lessor notice list A-1001 --format json"
    )

    private struct Row: Encodable {
        let key: String
        let demanded: String
        let given: String?
        let channel: String?
        let address: String?
        let problem: String?
    }

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        _ = try workspace.requireAccount(account)
        let isErased = try workspace.store.person(of: account) == nil
        let deliveries = Dictionary(
            uniqueKeysWithValues: try workspace.store.noticeDeliveries(of: account).map { ($0.key, $0) }
        )
        let rows = try workspace.store.mail(of: account).map { mail in
            Row(
                key: mail.key,
                demanded: workspace.narrator.time(mail.at),
                given: mail.handedOverAt.map(workspace.narrator.time),
                channel: deliveries[mail.key]?.channel.rawValue,
                address: deliveries[mail.key]?.address,
                problem: mail.handedOverAt == nil && isErased
                    ? "goes nowhere: the personal data were erased" : mail.lastError
            )
        }
        try output.print(rows) { style in
            var table = Table([
                .left("NOTICE"), .left("DEMANDED"), .left("GIVEN"), .left("CHANNEL"), .left("ADDRESS"),
                .left("PROBLEM"),
            ])
            for row in rows {
                table.add([
                    row.key, row.demanded, row.given ?? "", row.channel ?? "", row.address ?? "", row.problem ?? "",
                ])
            }
            return table.text(style: style, whenEmpty: "No notice was demanded yet.")
        }
    }
}
