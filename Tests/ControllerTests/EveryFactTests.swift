import Contract
import Testing

@testable import Controller

/// A scenario can tell everything that the contract can be told: each fact that the sources declare stands in one.
@Suite struct EveryFactTests {
    @Test func `every fact that exists is written in a shipped scenario, and read as what it is`() throws {
        let declared = try Self.declared()
        #expect(declared.count > 60)
        var written: Set<String> = []
        for name in ScenarioTests.shipped {
            let file = "\(ScenarioTests.templates.path)/scenarios/\(name)"
            for entry in try ScenarioFile(file, templates: ScenarioTests.templates).scenario().entries {
                guard case .fact(let fact) = entry.content else { continue }
                written.formUnion(try Self.names(of: fact.event))
            }
        }
        #expect(declared.subtracting(written) == [])
    }

    /// `accountOpened`, `hold.placed` …
    private static func declared() throws -> Set<String> {
        var cases: [String: [(name: String, payload: String?)]] = [:]
        for source in try SourceText.files(in: ["Sources/Contract/Facts"], ending: ".swift") {
            for found in source.text.matches(of: /(?ms)^package enum (\w*Event)\b[^{]*\{(.*?)^\}/) {
                cases[String(found.1)] = found.2.matches(of: /(?m)^    case (\w+)(?:\((\w+)\))?/).map {
                    (String($0.1), $0.2.map(String.init))
                }
            }
        }
        let events = try #require(cases["Event"])
        return Set(
            events.flatMap { event in
                event.payload.flatMap { cases[$0] }?.map { "\(event.name).\($0.name)" } ?? [event.name]
            }
        )
    }

    /// The event's own name, and with the one inside where there is one.
    private static func names(of event: Event) throws -> [String] {
        guard case .object(let outer) = try Tree.encoding(event), let (name, content) = outer.first else { return [] }
        guard case .object(let fields) = content, case .object(let inner)? = fields["_0"] else { return [name] }
        return [name] + inner.keys.map { "\(name).\($0)" }
    }
}
