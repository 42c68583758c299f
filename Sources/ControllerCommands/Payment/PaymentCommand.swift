import ArgumentParser

struct PaymentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "payment",
        abstract: "Report payments: credits, statements of the bank, cheques, codes, reversals, gestures (6.3 to 6.8).",
        discussion: "Example: lessor payment credit A-1001 --amount 12.50 --method transfer --reference VIR-2041",
        subcommands: [
            PaymentCreditCommand.self, PaymentClearCommand.self, PaymentBounceCommand.self, PaymentGestureCommand.self,
            PaymentFailCommand.self, PaymentReverseCommand.self, PaymentSuspenseCommand.self,
            PaymentRegulariseCommand.self, PaymentReturnCommand.self, PaymentPayBackCommand.self,
            PaymentMethodsCommand.self, PaymentCodeCommand.self, PaymentCallNumberCommand.self,
            PaymentImportCommand.self, PaymentUnmatchedCommand.self, PaymentMatchCommand.self,
            PaymentIgnoreCommand.self,
        ]
    )
}
