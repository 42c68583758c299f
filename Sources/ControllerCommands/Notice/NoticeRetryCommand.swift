import ArgumentParser
import Contract
import Controller
import Store

struct NoticeRetryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Make mail that waits due at once: one notice, or with --all everything that failed.",
        discussion: """
            Example: lessor notice retry --all
            The running controller, or the next `lessor tick`, hands it over.
            """
    )

    private struct View: Encodable {
        let due: Int
    }

    @Argument(help: "The notice, as `lessor notice list` shows it.")
    var key: NoticeKey?

    @Flag(help: "All that wait.")
    var all = false

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (key != nil) != all else { throw ValidationError("Name one notice, or give --all.") }
    }

    func run() throws {
        let workspace = try state.open()
        let now = try workspace.time.now()
        if let key, try workspace.store.mail(key).handedOverAt != nil {
            throw CommandFailure(description: "The notice \(key) was given already; it is not sent again.")
        }
        let count = try workspace.store.retryMail(key, at: now)
        try output.print(View(due: count)) { _ in "\(count == 1 ? "1 mail is" : "\(count) mails are") due now.\n" }
    }
}
