import Contract
import Controller
import Foundation
import LoopbackHosts
import Metering
import Store
import Testing

/// Two hosts, and a server that runs on `h1`.
func withTwoHosts(_ body: (LoopbackFleet) async throws -> Void) async throws {
    try await withFleet { fleet in
        #expect(try await fleet.add("h1").status == 0)
        try await fleet.buyServer()
        #expect(try await fleet.add("h2").status == 0)
        try await body(fleet)
    }
}

extension LoopbackFleet {
    struct KeptFile {
        let path: String
        let text: String
    }

    /// Puts a file where the server's client could have made one.
    func leave(_ text: String, of server: String, on host: String) async throws -> KeptFile {
        let folder = try await root(host) + "/servers/\(server)/kept by/the client"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: folder + "/éàü.dat"))
        return KeptFile(path: "servers/\(server)/kept by/the client/éàü.dat", text: text)
    }

    /// Leaves so much on `h1` that carrying takes a while, and has a controller carry it to `h2`; returns when some has arrived.
    func beginToCarry() async throws -> (file: KeptFile, serve: ServeProcess) {
        let file = try await leave(String(repeating: "0123456789abcdef", count: 1 << 18), of: "srv-1001", on: "h1")
        let serve = try ServeProcess(lab)
        do {
            #expect(try await lab.run("server", "relocate", "srv-1001", "--to", "h2").status == 0)
            try await eventually("some of it has arrived") { try await self.hasBegunToArrive("srv-1001", on: "h2") }
        } catch {
            serve.kill()
            throw error
        }
        return (file, serve)
    }

    /// Where the move of the only server is.
    func phase() async throws -> String? {
        let listed = try JSON.parse(try await lab.run("server", "moves", "--format", "json").output) as? [String: Any]
        return (listed?["moves"] as? [[String: Any]])?.first?["phase"] as? String
    }

    /// The lab's books, opened beside its commands.
    func workspace() throws -> Workspace {
        try Workspace.open(
            StateDirectory(path: lab.state),
            templates: TemplateDirectory(path: LessorProgram.source + "/Templates")
        )
    }

    /// Moves the lab's clock while no controller looks, as no command does: nothing is waited for.
    func letTimePass(seconds: Int64) throws {
        let workspace = try workspace()
        try workspace.store.setLabTime(try workspace.time.now().adding(seconds: seconds))
    }

    /// The seconds of the only server in this month, since it was delivered.
    func month() throws -> [ServiceClass: Int64] {
        let workspace = try workspace()
        let day = workspace.book.zone.date(at: try workspace.time.now())
        let line = try #require(try workspace.meter(day).first)
        return line.time.seconds.filter { $0.value > 0 && $0.key != .absent }
    }

    /// Never do both hosts run it.
    func expectOneAtMost(_ server: String = "srv-1001") async throws {
        let hosts = try await [processes(of: server, on: "h1"), processes(of: server, on: "h2")]
        #expect(hosts.contains([]), "it runs twice: \(hosts)")
    }

    func hasBegunToArrive(_ server: String, on host: String) async throws -> Bool {
        FileManager.default.fileExists(atPath: try await root(host) + "/state/arrivals/\(server).json")
    }

    /// It runs on `h2` with its files, and `h1` has nothing of it any more.
    func expectMoved(_ server: String = "srv-1001", file: KeptFile) async throws {
        let (old, new) = (try await root("h1"), try await root("h2"))
        #expect(try await !processes(of: server, on: "h2").isEmpty)
        #expect(try await processes(of: server, on: "h1").isEmpty)
        #expect(try String(contentsOfFile: "\(new)/\(file.path)", encoding: .utf8) == file.text)
        #expect(FileManager.default.fileExists(atPath: "\(new)/servers/\(server)/murmur.sqlite"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(old)/servers").isEmpty)
        let shown = try await lab.run("server", "show", server).output
        #expect(shown.contains("seen      up") && shown.contains("h2") && !shown.contains("moving"), "\(shown)")
        #expect(try await phase() == nil)
        let verified = try await lab.run("ledger", "verify")
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    }

    /// It runs on `h1` as before, and `h2` has nothing of it.
    func expectStayed(_ server: String = "srv-1001", file: KeptFile) async throws {
        let (old, new) = (try await root("h1"), try await root("h2"))
        #expect(try await !processes(of: server, on: "h1").isEmpty)
        #expect(try await processes(of: server, on: "h2").isEmpty)
        #expect(try String(contentsOfFile: "\(old)/\(file.path)", encoding: .utf8) == file.text)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(new)/servers").isEmpty)
        let shown = try await lab.run("server", "show", server).output
        #expect(shown.contains("seen      up") && shown.contains("h1"), "\(shown)")
        let verified = try await lab.run("ledger", "verify")
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    }
}
