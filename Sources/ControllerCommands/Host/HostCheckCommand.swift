import ArgumentParser
import Contract
import Controller
import Fleet
import Wire

struct HostCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Ask a host's agent what isolates its servers and whether all that the products on sale need is there; status 2 when something is missing.",
        discussion: "Example: lessor host check h1"
    )

    @OptionGroup var target: HostTarget

    func run() async throws {
        let (workspace, host) = try target.find()
        let facts = try await workspace.checkHost(host)
        let findings =
            try workspace.shelf.findings(in: facts, of: host.name, selling: try sold(in: workspace))
            + facts.missingAddresses(of: host)
        try target.output.print(findings) { style in
            var table = Table([.left("CHECK"), .left("NEEDED BY"), .left("HOLDS"), .left("REMEDY")])
            for finding in findings {
                let users = finding.neededBy.isEmpty ? "-" : finding.neededBy.joined(separator: ", ")
                table.add([finding.check, users, finding.holds ? "yes" : "no", finding.holds ? "" : finding.remedy])
            }
            return table.text(style: style)
        }
        let missing = findings.filter { !$0.holds }.count
        if missing > 0 {
            throw FoundSomething(description: "\(missing) of \(findings.count) checks of \(host.name) do not hold.")
        }
    }

    /// What nobody sells need not be there.
    private func sold(in workspace: Workspace) throws -> Set<String> {
        let today = try workspace.book.zone.date(at: workspace.time.now())
        return Set(workspace.prices.catalogue(on: today).products.keys)
    }
}
