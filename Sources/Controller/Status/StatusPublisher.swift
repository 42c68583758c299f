import FoundationEssentials
import Glibc

/// Writes the controller's status files. Each file is whole at every moment; together they need not be of one generation.
package struct StatusPublisher: Sendable {
    private let directory: String

    /// - Parameter directory: made with the first publication if it does not exist.
    package init(directory: String) {
        self.directory = directory
    }

    /// Writes every file anew, removes those of hosts and servers that are no more, and `fleet.json` last of all JSON, so
    /// that who watches it finds the others at least as new.
    ///
    /// Stops at the first failure; every file is then the old or the new one, whole.
    package func publish(_ snapshot: FleetSnapshot) throws(StatusError) {
        for folder in [directory, "\(directory)/hosts", "\(directory)/servers"] { try make(folder) }
        var servers: [String: [UInt8]] = [:]
        for server in snapshot.servers {
            servers["\(server.id).json"] = try encode(ServerDocument(server, of: snapshot), "servers/\(server.id).json")
        }
        var hosts: [String: [UInt8]] = [:]
        for host in snapshot.hosts {
            guard Self.isFileName(host.name) else { throw .unusableName(host.name) }
            hosts["\(host.name).json"] = try encode(HostDocument(host, of: snapshot), "hosts/\(host.name).json")
        }
        try replace("\(directory)/servers", with: servers)
        try replace("\(directory)/hosts", with: hosts)
        let metrics = Array(FleetMetrics.text(snapshot).utf8)
        let fleet = try encode(FleetDocument(snapshot), "fleet.json")
        try replace(directory, with: ["lessor.prom": metrics], removeOthers: false)
        try replace(directory, with: ["fleet.json": fleet], removeOthers: false)
    }

    /// Writes files into a folder and removes what a crash left there, and other documents if wanted.
    private func replace(_ folder: String, with files: [String: [UInt8]], removeOthers: Bool = true) throws(StatusError)
    {
        do {
            for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
                try AtomicFile.write(bytes, to: "\(folder)/\(name)", durableName: false)
            }
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where files[name] == nil {
                let document = removeOthers && name.hasSuffix(".json")
                if document || AtomicFile.isTemporary(name) { unlink("\(folder)/\(name)") }
            }
            try AtomicFile.syncFolder(folder)
        } catch {
            throw .file(error)
        }
    }

    private func make(_ folder: String) throws(StatusError) {
        guard mkdir(folder, 0o755) != 0, errno != EEXIST else { return }
        throw .file(AtomicFile.Failure(path: folder, step: "made", errorNumber: errno))
    }

    private func encode(_ document: some Encodable, _ file: String) throws(StatusError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        do {
            return Array(try encoder.encode(document)) + [UInt8(ascii: "\n")]
        } catch {
            throw .encoding(file, reason: "\(error)")
        }
    }

    private static func isFileName(_ name: String) -> Bool {
        !name.isEmpty && name.first != "." && name.utf8.count <= 200
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "._-".utf8.contains(byte)
            }
    }
}
