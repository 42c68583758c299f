import Foundation

@testable import Controller

extension FleetSnapshot {
    /// `fleet.json` alone, as a publisher writes it.
    func writeFleet(to folder: TemporaryFolder) throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        _ = try folder.write(String(decoding: try encoder.encode(FleetDocument(self)), as: UTF8.self), to: "fleet.json")
    }
}

extension TemporaryFolder {
    /// 90 days of a server, one of them with an interruption.
    func writeHistory(of server: String) throws {
        let days = (0..<90).map { $0 == 30 ? #"{"up":80000,"down":6400}"# : #"{"up":86400}"# }.joined(separator: ",")
        let text = """
            {"schema":"lessor.controller.history/1","generation":1,"generated_at":"2010-02-02T03:58:00Z",
            "server":"\(server)","uptime":{"from":"2009-11-05","days":[\(days)]}}
            """
        _ = try write(text, to: "history/\(server).json")
    }

    /// Changes one of the status files.
    func change(_ name: String, _ change: (inout [String: Any]) -> Void) throws {
        var document = try JSONSerialization.jsonObject(with: Data(bytes(name))) as? [String: Any] ?? [:]
        change(&document)
        let data = try JSONSerialization.data(withJSONObject: document)
        // As a publisher does: a reader never sees a part.
        try data.write(to: URL(filePath: "\(path)/\(name)"), options: .atomic)
    }
}
