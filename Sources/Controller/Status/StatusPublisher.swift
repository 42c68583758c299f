import Contract
import FoundationEssentials
import Glibc

/// Writes the controller's status files. Each file is whole at every moment; together they need not be of one generation.
package struct StatusPublisher: Sendable {
    private let directory: String
    /// What each file of `hosts` and `servers` says, as written by this publisher; by its path below `directory`.
    private var published: [String: Int] = [:]

    /// - Parameter directory: made with the first publication if it does not exist.
    package init(directory: String) {
        self.directory = directory
    }

    /// Writes every file that says something new, removes those of hosts and servers that are no more, and `fleet.json`
    /// last of all, so that who watches it finds the others at least as new.
    ///
    /// Stops at the first failure; every file is then the old or the new one, whole.
    package mutating func publish(_ snapshot: FleetSnapshot) throws(StatusError) {
        for folder in ["", "/hosts", "/servers", "/history"] { try make(directory + folder) }
        try publishServers(of: snapshot)
        try publishHistory(of: snapshot)
        try publishHosts(of: snapshot)
        let metrics = Array(FleetMetrics.text(snapshot).utf8)
        let fleet = try encode(FleetDocument(snapshot), "fleet.json")
        let visible = try encode(PublicDocument(snapshot), "public.json")
        try write(["lessor.prom": metrics, "public.json": visible], into: "", keeping: nil)
        try write(["fleet.json": fleet], into: "", keeping: nil)
    }

    private mutating func publishServers(of snapshot: FleetSnapshot) throws(StatusError) {
        let deadlines = Dictionary(grouping: snapshot.deadlines, by: \.subscription)
        var folder = Folder("servers", in: directory, published)
        for server in snapshot.servers {
            let own = deadlines[server.id.subscription] ?? []
            let document = ServerDocument(server, deadlines: own, of: snapshot)
            let name = "\(server.id).json"
            if folder.isNews(name, document.content) { folder.files[name] = try encode(document, "servers/\(name)") }
        }
        try write(folder)
    }

    /// Files of servers that were not looked at again stay as they are.
    private mutating func publishHistory(of snapshot: FleetSnapshot) throws(StatusError) {
        var folder = Folder("history", in: directory, published)
        for server in snapshot.servers {
            let name = "\(server.id).json"
            guard let uptime = snapshot.uptimes[server.id] else {
                folder.keep(name)
                continue
            }
            guard folder.isNews(name, uptime.hashValue) else { continue }
            let document = HistoryDocument(server.id, uptime, of: snapshot)
            folder.files[name] = try encode(document, "history/\(name)", isPretty: false)
        }
        try write(folder)
    }

    private mutating func publishHosts(of snapshot: FleetSnapshot) throws(StatusError) {
        let servers = Dictionary(grouping: snapshot.servers, by: \.host)
        var folder = Folder("hosts", in: directory, published)
        for host in snapshot.hosts {
            guard Self.isFileName(host.name) else { throw .unusableName(host.name) }
            let document = HostDocument(host, servers: servers[host.name] ?? [], of: snapshot)
            let name = "\(host.name).json"
            if folder.isNews(name, document.content) { folder.files[name] = try encode(document, "hosts/\(name)") }
        }
        try write(folder)
    }

    private mutating func write(_ folder: Folder) throws(StatusError) {
        try write(folder.files, into: "/" + folder.name, keeping: Set(folder.contents.keys))
        for name in published.keys where name.hasPrefix(folder.name + "/") { published[name] = nil }
        for (name, content) in folder.contents { published["\(folder.name)/\(name)"] = content }
    }

    /// Writes files into a folder and removes what a crash left there, and documents other than `documents` if given.
    private func write(_ files: [String: [UInt8]], into folder: String, keeping documents: Set<String>?)
        throws(StatusError)
    {
        let folder = directory + folder
        do {
            for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
                try AtomicFile.write(bytes, to: "\(folder)/\(name)", durableName: false)
            }
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where files[name] == nil {
                let isOld = documents.map { name.hasSuffix(".json") && !$0.contains(name) } ?? false
                if isOld || AtomicFile.isTemporary(name) { unlink("\(folder)/\(name)") }
            }
            if !files.isEmpty { try AtomicFile.syncFolder(folder) }
        } catch {
            throw .file(error)
        }
    }

    private func make(_ folder: String) throws(StatusError) {
        guard mkdir(folder, 0o755) != 0, errno != EEXIST else { return }
        throw .file(AtomicFile.Failure(path: folder, step: "made", errorNumber: errno))
    }

    private func encode(_ document: some Encodable, _ file: String, isPretty: Bool = true) throws(StatusError)
        -> [UInt8]
    {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
        encoder.keyEncodingStrategy = .convertToSnakeCase
        do {
            return Array(try encoder.encode(document)) + [UInt8(ascii: "\n")]
        } catch {
            throw .encoding(file, reason: "\(error)")
        }
    }

    /// Whether a name can be that of a host or server in the status folder.
    static func isFileName(_ name: String) -> Bool {
        !name.isEmpty && name.first != "." && name.utf8.count <= 200
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "._-".utf8.contains(byte)
            }
    }
}

/// The documents of one folder: which there are, and which of them are news.
private struct Folder {
    let name: String
    private let before: [String: Int]
    private let present: Set<String>
    private(set) var contents: [String: Int] = [:]
    var files: [String: [UInt8]] = [:]

    init(_ name: String, in directory: String, _ published: [String: Int]) {
        self.name = name
        before = published
        present = Set((try? FileManager.default.contentsOfDirectory(atPath: "\(directory)/\(name)")) ?? [])
    }

    /// Notes a document that stays as it is.
    mutating func keep(_ file: String) {
        contents[file] = before["\(name)/\(file)"] ?? 0
    }

    /// Notes a document; whether its file is missing or says something else.
    mutating func isNews(_ file: String, _ content: Int) -> Bool {
        contents[file] = content
        return before["\(name)/\(file)"] != content || !present.contains(file)
    }
}
