import ArgumentParser

struct PaymentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "payment",
        abstract: "Report payments: credits, cheques, commercial gestures (6.3, 6.5, 6.6).",
        discussion: "Example: lessor payment credit A-1001 --amount 12.50 --method transfer --reference VIR-2041",
        subcommands: [
            PaymentCreditCommand.self, PaymentClearCommand.self, PaymentBounceCommand.self, PaymentGestureCommand.self,
        ]
    )
}
