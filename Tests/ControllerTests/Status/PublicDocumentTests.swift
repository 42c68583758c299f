import Foundation
import TestSupport
import Testing
import Wire

@testable import Controller

@Suite struct PublicDocumentTests {
    @Test(
        arguments: [
            (["alpha"], .state(.up), "operational", "operational"),
            (["alpha"], .state(.failed), "outage", "outage"),
            (["alpha", "beta-2"], .state(.up), "operational", "unknown"),
            (["alpha", "beta-2"], .state(.failed), "outage", "degraded"),
        ] as [([String], ServerStatus.Observed, String, String)]
    )
    func `a host does as its servers do, and one host that is gone is no outage of the whole`(
        hosts: [String],
        observed: ServerStatus.Observed,
        first: String,
        whole: String
    ) {
        let document = PublicDocument(.sample(hosts: hosts, observed: observed))
        #expect(document.hosts.first?.state.rawValue == first)
        #expect(document.state.rawValue == whole)
        if hosts.count == 2 { #expect(document.hosts.last?.state == .unknown, "it does not answer") }
    }

    @Test func `what runs on a host that does not answer is not known, and no outage of its product`() {
        let document = PublicDocument(.sample(hosts: ["alpha"], observed: .unknown))
        #expect(document.products.map(\.state) == [.unknown])
    }

    @Test(arguments: [
        (#""state":"operational""#, #""state":"fine""#), (#""lab":true"#, #""lab":true,"servers":2"#),
        (#""name":"alpha""#, #""name":"../alpha""#), (#""written_at""#, #""writtenAt""#),
    ])
    func `the schema takes the document and refuses a damaged one`(from: String, to: String) throws {
        let folder = try TemporaryFolder()
        var publisher = StatusPublisher(directory: folder.path)
        try publisher.publish(.sample(hosts: ["alpha"]))
        let value = try JSONSerialization.jsonObject(with: Data(folder.bytes("public.json")))
        let compact = try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])
        let damaged = String(decoding: compact, as: UTF8.self).replacing(from, with: to, maxReplacements: 1)
        let validator = try SchemaValidator("\(Repository.docs)/schemas/controller-public.schema.json")
        #expect(try validator.faults(in: compact) == [])
        #expect(try !validator.faults(in: Data(damaged.utf8)).isEmpty)
    }
}
