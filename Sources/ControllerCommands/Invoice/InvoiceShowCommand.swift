import ArgumentParser
import Controller
import Store

struct InvoiceShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print an invoice or a credit note as it was issued (R1-01, R6.6-02).",
        discussion: "Example: lessor invoice show F2026-000001 --format html > invoice.html"
    )

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, html, json }

    @Argument(help: "The number, F2026-000001 or A2026-000001.")
    var number: DocumentNumber

    @Option(help: "How to write it.")
    var format: Format = .text

    @OptionGroup var state: StateOptions

    func run() throws {
        guard let issued = try state.open().store.invoice(number) else {
            throw WorkspaceError.noSuch(kind: "invoice", id: "\(number)", list: "lessor invoice list")
        }
        let document = InvoiceDocument(issued)
        switch format {
        case .text: Console.write(document.text)
        case .html: Console.write(document.html)
        case .json: Console.write(try OutputOptions.json(document))
        }
    }
}
