import ArgumentParser
import Contract
import Controller
import Store

/// `lessor payment allopass-number`: nothing here knows a number of its own.
struct PaymentCallNumberCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allopass-number",
        abstract: "The number to call for codes, as the form gave it; it changes regularly (R6.8-01).",
        discussion: "Example: lessor payment allopass-number set 0899700000",
        subcommands: [PaymentCallNumberSetCommand.self, PaymentCallNumberShowCommand.self]
    )
}

struct PaymentCallNumberSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Keep the number that the form gives now.",
        discussion: "Example: lessor payment allopass-number set 0899700000"
    )

    @Argument(help: "The number.")
    var number: String

    @OptionGroup var state: StateOptions

    func run() throws {
        let workspace = try state.open()
        let kept = try workspace.setCallNumber(number)
        Console.line("\(kept.number), obtained \(workspace.narrator.time(kept.fetchedAt)).")
    }
}

struct PaymentCallNumberShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the number with its age; one that is too old is not shown.",
        discussion: "Example: lessor payment allopass-number show"
    )

    /// The number as printed.
    struct View: Encodable {
        let number: String
        let obtained: String
        let ageSeconds: Int64
    }

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let number = try workspace.freshCallNumber()
        let age = try workspace.time.now().seconds(since: number.fetchedAt)
        let view = View(
            number: number.number,
            obtained: workspace.narrator.time(number.fetchedAt),
            ageSeconds: age
        )
        try output.print(view) { _ in
            "\(view.number), obtained \(view.obtained), \(workspace.narrator.duration(age)) ago\n"
        }
    }
}
