import Contract
import Controller
import Foundation
import TestSupport
import Testing

@Suite struct DiskFullTests {
    @Test func `a full disk leaves every status file whole, and the next publication heals`() throws {
        let folder = try TemporaryFolder()
        let disk = folder.path
        do {
            try TinyDisk.with(kilobytes: 256, at: disk) {
                var publisher = StatusPublisher(directory: "\(disk)/status")
                try publisher.publish(.sample(generation: 1, servers: 3))
                let before = try Data(contentsOf: URL(filePath: "\(disk)/status/fleet.json"))
                let ballast = "\(disk)/ballast"
                try fill(ballast)

                let error = #expect(throws: StatusError.self) {
                    try publisher.publish(.sample(generation: 2, servers: 200))
                }
                #expect(error?.description.contains("Free space") == true)
                #expect(try Data(contentsOf: URL(filePath: "\(disk)/status/fleet.json")) == before)
                for name in try FileManager.default.subpathsOfDirectory(atPath: "\(disk)/status")
                where name.hasSuffix(".json") {
                    let data = try Data(contentsOf: URL(filePath: "\(disk)/status/\(name)"))
                    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: data) }
                }

                try FileManager.default.removeItem(atPath: ballast)
                try publisher.publish(.sample(generation: 3, servers: 3))
                let names = try FileManager.default.subpathsOfDirectory(atPath: "\(disk)/status")
                #expect(names.filter { $0.hasPrefix("servers/") }.count == 3)
                #expect(!names.contains { $0.contains(".tmp-") })
            }
        } catch let reason as TinyDisk.Unavailable {
            try Requirement.missing("\(reason)")
        }
    }

    private func fill(_ path: String) throws {
        try Data().write(to: URL(filePath: path))
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        defer { try? handle.close() }
        while (try? handle.write(contentsOf: Data(repeating: 0, count: 4096))) != nil {}
    }
}
