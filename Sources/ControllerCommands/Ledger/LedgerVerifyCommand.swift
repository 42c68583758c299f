import ArgumentParser
import Controller
import Store

struct LedgerVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract:
            "Check the hash chain, the sums, and that every account is the fold of its journal; status 2 when not.",
        discussion: "Example: lessor ledger verify"
    )

    private struct View: Encodable {
        let whole: Bool
        let entries: Int
        let transactions: Int
        let accounts: Int
        let head: String
        let problems: [String]
    }

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let found = try workspace.store.verify(under: workspace.book)
        let view = View(
            whole: found.isWhole,
            entries: found.entries,
            transactions: found.transactions,
            accounts: found.accounts,
            head: found.head,
            problems: found.problems
        )
        try output.print(view) { style in
            let verdict = found.isWhole ? style.green("whole") : style.red("not whole")
            return "The books are \(verdict): \(found.entries) entries, "
                + "\(counted(found.transactions, "transaction")), \(counted(found.accounts, "account")), "
                + "head \(found.head.prefix(16)).\n"
                + found.problems.map { "  \($0)\n" }.joined()
        }
        if !found.isWhole {
            throw FoundSomething(description: "The books have \(counted(found.problems.count, "problem")).")
        }
    }
}
