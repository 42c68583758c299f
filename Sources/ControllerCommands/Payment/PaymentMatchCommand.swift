import ArgumentParser
import Contract
import Controller
import Store

struct PaymentMatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract:
            "Credit a statement line that waits to the account, or to the payment request, that you found for it.",
        discussion: """
            Through a request its payer gets a receipt and the client his tokens, as with `request pay`.
            Example: lessor payment match L-17 --account A-1001
            Example: lessor payment match L-18 --request mfrggzdfmztwq2lknnwg23tpob --email payer@example.com
            """
    )

    @Argument(help: "The line, L-17.")
    var line: StatementLineID

    @Option(help: "The account that it is for, A-1001.")
    var account: AccountID?

    @Option(help: "The payment request that its payer quoted.")
    var request: OpaqueID?

    @Option(help: "With --request: where the payer's receipt goes; forgotten once it is sent (R6.9-08).")
    var email: String?

    @Option(help: "With --request: language of the receipt, fr or en.")
    var language: Person.Language = .fr

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (account == nil) != (request == nil) else {
            throw ValidationError("Say what the line is for: --account A-1001, or --request with the name quoted.")
        }
        guard (request == nil) == (email == nil) else {
            throw ValidationError("--request and --email go together: the payer gets a receipt (R6.9-08).")
        }
    }

    func run() throws {
        let workspace = try state.open()
        let taken = try match(in: workspace)
        let subject = account?.description ?? request?.description ?? line.description
        let view = EffectsView(taken.effects, subject: subject, narrator: workspace.narrator)
        try output.print(view) { _ in view.text }
        guard taken.record.outcome.word == "credited" else {
            let told = request == nil ? "client" : "payer"
            throw CommandFailure(
                description: "\(line) was rejected: \(taken.record.outcome.reason ?? "") The \(told) is told by mail."
            )
        }
    }

    private func match(in workspace: Workspace) throws -> TakenLine {
        if let request, let email {
            return try workspace.match(line, through: request, by: TokenPayer(email: email, language: language))
        }
        guard let account else { throw ValidationError("Say what the line is for: --account, or --request.") }
        return try workspace.match(line, to: account)
    }
}
