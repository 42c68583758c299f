import ArgumentParser
import Contract
import Controller
import Store

struct NoticeShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a notice: what became of its mail, and the mail as it would be written now.",
        discussion: "Example: lessor notice show R6.11-02/S-1001/3"
    )

    private struct View: Encodable {
        let notice: NoticeView
        let messageID: String?
        let subject: String?
        let text: String?
    }

    @Argument(help: "The notice, as `lessor notice list` shows it.")
    var key: NoticeKey

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let mail = try workspace.store.mail(key)
        let delivery = try workspace.store.noticeDeliveries(of: mail.account).first { $0.key == key }
        let isErased = try workspace.store.person(of: mail.account) == nil
        // Passwords are sent by mail only (R12.4-02). What cannot be written now has its reason under "problem".
        let message = try? MailWriter(workspace: workspace, showsPasswords: false)
            .write(mail, at: workspace.time.now())
        let view = View(
            notice: NoticeView(mail, delivery, workspace, isErased: isErased),
            messageID: message?.messageID,
            subject: message?.subject,
            text: message?.text
        )
        try output.print(view) { style in
            var details = Details()
            details.add("notice", view.notice.key)
            details.add("what", view.notice.what)
            details.add("account", view.notice.account)
            details.add("demanded", view.notice.demanded)
            details.add("given", view.notice.given)
            details.add("channel", view.notice.channel)
            details.add("address", view.notice.address)
            details.add("failed", view.notice.attempts == 0 ? nil : "\(view.notice.attempts) times")
            details.add("next try", view.notice.nextTry)
            details.add("problem", view.notice.problem)
            details.add("message id", view.messageID)
            details.add("subject", view.subject)
            let lines = view.text?.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }
            return details.text(style: style) + (lines.map { "\n" + $0.joined(separator: "\n") } ?? "")
        }
    }
}
