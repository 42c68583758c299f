import ArgumentParser
import Contract
import Controller

/// `lessor payment code`: codes that are credited on conversion (6.8).
struct PaymentCodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code",
        abstract: "AlloPass codes: validate, convert within thirty days, give, list (6.8).",
        discussion: "Example: lessor payment code validate A-1001 XK7P-22QD --amount 3.00",
        subcommands: [
            PaymentCodeValidateCommand.self, PaymentCodeConvertCommand.self, PaymentCodeGiveCommand.self,
            PaymentCodeListCommand.self,
        ]
    )
}

struct PaymentCodeValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract:
            "Report that a code was found valid; it waits for its conversion (R6.8-02). Only a digest of it is kept.",
        discussion: "Example: lessor payment code validate A-1001 XK7P-22QD --amount 3.00 --obtained '2026-03-01 12:30'"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Argument(help: "The code as AlloPass gave it.")
    var code: String

    @Option(help: "Its face value in euros.")
    var amount: String

    @Option(help: "When it was obtained, where AlloPass tells; the thirty days run from then (AMB-20).")
    var obtained: String?

    @OptionGroup var report: FactReport

    func run() throws {
        let workspace = try report.state.open()
        let effects = try workspace.validateCode(
            code,
            cents: try EuroAmount.parse(amount),
            obtainedAt: try obtained.map { try CivilTime.parse($0, zone: workspace.book.zone) },
            for: account
        )
        try report.print(effects, about: account.description, in: workspace)
    }
}

struct PaymentCodeConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Convert a validated code into balance (R6.8-02); a second time changes nothing (R6.8-06).",
        discussion: "Example: lessor payment code convert A-1001 XK7P-22QD"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Argument(help: "The code, or what it is kept as.")
    var code: String

    @OptionGroup var report: FactReport

    func run() throws {
        let workspace = try report.state.open()
        let effects = try workspace.convertCode(code, for: account)
        try report.print(effects, about: account.description, in: workspace)
    }
}

struct PaymentCodeGiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "give",
        abstract: "Give a new code for nothing, as an exceptional gesture (R6.8-05); never automatic.",
        discussion: "Example: lessor payment code give A-1001 --amount 3.00 --reason 'call cut off, AlloPass ticket 77'"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Option(help: "Its face value in euros.")
    var amount: String

    @Option(help: "What justifies it; stands in the journal and in the mail.")
    var reason: String

    @OptionGroup var report: FactReport

    func run() throws {
        let workspace = try report.state.open()
        let cents = try EuroAmount.parse(amount)
        let effects = try workspace.giveCode(cents: cents, reason: reason, to: account)
        try report.print(effects, about: account.description, in: workspace)
    }
}

struct PaymentCodeListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List an account's codes by what they are kept as, with the last day to convert each.",
        discussion: "Example: lessor payment code list A-1001"
    )

    /// One code.
    struct Line: Encodable {
        let code: String
        let amount: String
        let lastDay: String
        let state: String
    }

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let lines = try workspace.requireAccount(account).codes.map { code in
            let state =
                switch code.state {
                case .waiting: "waiting"
                case .converted(let instant): "converted \(workspace.narrator.time(instant))"
                case .dead: "dead"
                }
            return Line(
                code: code.code.description,
                amount: EuroAmount.decimal(code.cents),
                lastDay: code.lastDay.description,
                state: state
            )
        }
        try output.print(lines) { style in
            var table = Table([.left("CODE"), .right("EUR"), .left("LAST DAY"), .left("STATE")])
            for line in lines { table.add([line.code, line.amount, line.lastDay, line.state]) }
            return table.text(style: style, whenEmpty: "\(account) has no codes.")
        }
    }
}
