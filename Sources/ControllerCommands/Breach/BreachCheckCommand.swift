import ArgumentParser
import Contract

struct BreachCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Put a check of how the conditions of use are kept on record (R9-02).",
        discussion: "Example: lessor breach check S-1001 --subject 'open ports' --result 'as ordered'"
    )

    @Argument(help: "The whole account, A-1001, or one subscription, S-1001.")
    var target: ContractTarget

    @Option(help: "What was looked at.")
    var subject: String

    @Option(help: "What was found.")
    var result: String

    @OptionGroup var report: FactReport

    func run() throws {
        try report.record(about: target) { _ in
            .breach(.complianceChecked(target.subscription, subject: subject, result: result))
        }
    }
}
