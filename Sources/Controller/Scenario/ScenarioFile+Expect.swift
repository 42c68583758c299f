import Contract
import Yams

extension ScenarioFile {
    /// `{on: 2010-03-01, rule: R6.11-13, subject: S-1, text: stopped, times: 1}`; each part may be left out.
    func expectation(_ node: Node) throws -> Scenario.Expectation {
        let fields = try self.fields(node, "an expectation", ["on", "rule", "subject", "text", "times"])
        guard fields.keys.contains(where: { $0 != "times" }) else {
            throw ScenarioError(
                path,
                node.mark?.line,
                "the expectation names nothing; write on, rule, subject or text."
            )
        }
        if let rule = fields["rule"]?.string, book.currentTerms?.citation(of: rule) == nil {
            throw ScenarioError(path, node.mark?.line, "\(rule) is no rule of the terms; see lessor terms show.")
        }
        return Scenario.Expectation(
            on: try fields["on"].map { book.zone.date(at: try instant($0)) },
            rule: fields["rule"]?.string,
            subject: fields["subject"]?.string,
            text: fields["text"]?.string,
            times: fields["times"]?.int,
            line: node.mark?.line ?? 0
        )
    }

    /// What must be true at the end.
    func end(_ node: Node?) throws -> Scenario.End {
        let fields = try node.map { try self.fields($0, "the end", ["balances", "servers", "phases"]) } ?? [:]
        return Scenario.End(
            balances: try table(fields["balances"]) { node in
                guard case .integer(let cents) = Tree(node, zone: book.zone) else {
                    throw ScenarioError(path, node.mark?.line, "a balance is written as 12.50 EUR or in cents.")
                }
                return cents
            },
            servers: try table(fields["servers"]) { node in
                guard let state = node.string.flatMap(ServiceDemand.State.init(rawValue:)) else {
                    throw ScenarioError(path, node.mark?.line, "a server is running, stopped or absent.")
                }
                return state
            },
            phases: try table(fields["phases"]) { $0.string ?? "" },
            line: node?.mark?.line ?? 0
        )
    }

    private func table<ID: Identifier, Value>(_ node: Node?, _ value: (Node) throws -> Value) throws -> [ID: Value] {
        guard let node else { return [:] }
        guard let mapping = node.mapping else {
            throw ScenarioError(path, node.mark?.line, "this is a mapping such as \(ID.prefix)1: value.")
        }
        var values: [ID: Value] = [:]
        for (key, entry) in mapping { values[try identifier(key)] = try value(entry) }
        return values
    }
}
