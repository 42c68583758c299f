import ArgumentParser
import Contract
import Controller
import Store

struct InvoiceForgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Forget whom old invoices were addressed to; the invoices stay.",
        discussion: "Example: lessor invoice forget --before 2016-01-01"
    )

    @Option(help: "Those issued before this civil day; at least ten years ago.")
    var before: CivilDate

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let limit = workspace.book.zone.date(at: try workspace.time.now()).adding(months: -120)
        guard before <= limit else {
            throw CommandFailure(
                description:
                    "Invoices are kept with their addresses for ten years; choose \(limit) or an earlier day (AMB-38)."
            )
        }
        let count = try workspace.store.forgetInvoiceParties(issuedBefore: before)
        try output.print(count) { _ in "\(count) invoice(s) no longer name their client.\n" }
    }
}
