import ArgumentParser
import Contract
import Controller
import Fleet
import Wire

struct HostCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Ask a host's agent what isolates its servers and which programs are installed; status 2 when something is missing.",
        discussion: "Example: lessor host check h1"
    )

    @OptionGroup var target: HostTarget

    private struct Finding: Encodable {
        let check: String
        let holds: Bool
        let remedy: String
    }

    func run() async throws {
        let (workspace, host) = try target.find()
        let facts = try await workspace.checkHost(host)
        let findings =
            try facts.isolation.map { Finding(check: $0.name, holds: $0.holds, remedy: $0.remedy) }
            + facts.programs.filter { try isNeeded($0, in: workspace) }.map {
                Finding(check: $0.path, holds: $0.installed, remedy: workspace.shelf.remedy(for: $0.path))
            }
        try target.output.print(findings) { style in
            var table = Table([.left("CHECK"), .left("HOLDS"), .left("REMEDY")])
            for finding in findings {
                table.add([finding.check, finding.holds ? "yes" : "no", finding.holds ? "" : finding.remedy])
            }
            return table.text(style: style)
        }
        let missing = findings.filter { !$0.holds }.count
        if missing > 0 {
            throw FoundSomething(description: "\(missing) of \(findings.count) checks of \(host.name) do not hold.")
        }
    }

    /// What nobody sells need not be there.
    private func isNeeded(_ program: ProgramFact, in workspace: Workspace) throws -> Bool {
        let today = try workspace.book.zone.date(at: workspace.time.now())
        let sold = Set(workspace.prices.catalogue(on: today).products.keys)
        let products = workspace.shelf.products(for: program.path)
        return products.isEmpty || !sold.isDisjoint(with: products)
    }
}
