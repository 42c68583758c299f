import Glibc
import Probing

/// `lessor-agent attend teamspeak3`: a server's process where what serves is a virtual server of an instance that the host's operator
/// runs. It runs in the server's directory, as the server's user, and the instance's password comes on its standard input.
///
/// While it lives, the virtual server is online, with the port that was sold. Whatever ends that ends it, with a sentence.
struct Attendant {
    private let plan: AttendPlan
    private let link: QueryLink
    private let folder: Folder
    private let signals: SignalPipe

    /// What was kept of the virtual server when it ended last.
    static let snapshotName = "snapshot.ts3"
    /// The connection is kept alive by looking so often.
    private static let lookMilliseconds: Int32 = 20_000

    /// Returns the exit code.
    static func run(_ plan: AttendPlan) throws(AgentError) -> Int32 {
        // First of all: a SIGTERM from now on is seen when there is something to end.
        let signals = try SignalPipe()
        guard let secret = ByteStream.readAll(from: 0, limit: 4096) else {
            throw AgentError("The instance's password did not come on standard input.")
        }
        let link = try QueryLink(plan.address, plan.query, secret: String(decoding: secret, as: UTF8.self))
        let attendant = Attendant(plan: plan, link: link, folder: try Folder.open("."), signals: signals)
        switch plan.task {
        case .serve: try attendant.serve()
        case .end: try attendant.end()
        case .erase: try attendant.erase()
        }
        return 0
    }

    private func serve() throws(AgentError) {
        let id = try have().id
        say("the virtual server \(id) is online at port \(plan.port)")
        while try !isAsked() { try look() }
        try end()
    }

    /// Waits for a signal, or until it is time to look.
    private func isAsked() throws(AgentError) -> Bool {
        var polled = [signals.reading, link.descriptor].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard poll(&polled, 2, Self.lookMilliseconds) >= 0 || errno == EINTR else { throw .system("wait") }
        if !signals.take().isDisjoint(with: [SIGTERM, SIGINT]) { return true }
        if polled[1].revents != 0 { try link.demandSilence() }
        return false
    }

    private func look() throws(AgentError) {
        let note = try VirtualServerNote.load(from: folder)
        guard let server = try link.virtualServers().first(where: { note?.means($0) ?? false }), server.isOnline,
            server.port == plan.port
        else {
            throw AgentError("The virtual server is not online at port \(plan.port) any more; it is started again.")
        }
    }

    // MARK: having it

    private func have() throws(AgentError) -> VirtualServer {
        let note = try VirtualServerNote.load(from: folder)
        switch VirtualServerStep(note, port: plan.port, among: try link.virtualServers()) {
        case .resume(let server): return try settle(server)
        case .replace(let server):
            try link.delete(server.id)
            return try make()
        case .make:
            if note?.isWhole == true { say("the instance has lost its virtual server; it is made again") }
            return try make()
        case .taken(let other):
            throw AgentError(
                "Port \(plan.port) is taken by the virtual server \(other.id) of the instance, which is not this server's; "
                    + "move the server, or delete that one."
            )
        }
    }

    private func make() throws(AgentError) -> VirtualServer {
        let snapshot = try folder.read(Self.snapshotName, limit: QueryLink.mostOfSnapshot)
        let name = "lessor-\(String(UInt64.random(in: 0 ... .max), radix: 16))"
        try VirtualServerNote.making(name: name).save(to: folder)
        let made = try link.ask(
            "servercreate virtualserver_name=\(name) virtualserver_port=\(plan.port) "
                + "virtualserver_maxclients=\(plan.slots) virtualserver_autostart=0"
        ).flatMap(ServerQuery.items).first
        guard let id = made?["sid"].flatMap({ Int($0) }) else {
            throw AgentError("The instance does not say which virtual server it has made.")
        }
        try VirtualServerNote.filling(id: id).save(to: folder)
        let key = made?["token"] ?? ""
        if let snapshot { try fill(id, with: snapshot, insteadOf: key) }
        let server = try settle(try link.virtualServer(id))
        if snapshot == nil { say("privilege key for the first administrator: \(AgentLog.printable(key, limit: 200))") }
        return server
    }

    private func fill(_ id: Int, with snapshot: [UInt8], insteadOf key: String) throws(AgentError) {
        try link.use(try link.start(id))
        try link.ask("serversnapshotdeploy \(String(decoding: snapshot, as: UTF8.self))")
        // It has its administrators; a key that nobody was given is worth nothing to them. It may have gone with the snapshot.
        if !key.isEmpty { _ = try? link.ask("privilegekeydelete token=\(ServerQuery.escaped(key))") }
        say("the virtual server \(id) has its data of before")
    }

    /// Makes it online at its port, without the rights that no client has, and notes that it is whole.
    private func settle(_ server: VirtualServer) throws(AgentError) -> VirtualServer {
        if try VirtualServerNote.load(from: folder)?.isWhole == true { try note(server, .open) }
        if server.port != plan.port { try setPort(of: server.id) }
        guard let own = ProcessTable.identity(getpid()) else {
            throw AgentError("/proc does not show the attendant itself; mount /proc on this host.")
        }
        let online = try link.start(server.id)
        try link.use(online)
        // It runs while its attendant does, and not for being there when the instance starts.
        try link.ask("serveredit virtualserver_autostart=0")
        try link.withholdRights()
        try note(online, .served(by: own.mark))
        return online
    }

    private func setPort(of id: Int) throws(AgentError) {
        try link.stop(id)
        try link.use(try link.virtualServer(id))
        try link.ask("serveredit virtualserver_port=\(plan.port)")
        try link.stop(id)
    }

    // MARK: ending it

    /// Keeps its data as a file, and stops it. Without the file it is stopped all the same, and its note stays open.
    private func end() throws(AgentError) {
        guard let server = try whole() else { return }
        do throws(AgentError) {
            try keep(server)
        } catch {
            try link.again().stop(server.id)
            throw error
        }
        try link.stop(server.id)
        try note(server, .ended)
        say("the virtual server \(server.id) is stopped, and its data are kept")
    }

    private func erase() throws(AgentError) {
        guard let server = try whole() else { return }
        // For one that is wanted again while its directory is kept aside; its end is wanted, with or without.
        let isEnded = try VirtualServerNote.load(from: folder)?.isEnded == true
        let isKept = isEnded || (try? keep(server)) != nil
        try (isKept ? link : link.again()).delete(server.id)
        try folder.remove(VirtualServerNote.fileName)
        say("the virtual server \(server.id) is deleted")
    }

    /// Its virtual server. Nil where the instance has none, or had one that was never whole; then nothing is left of it.
    private func whole() throws(AgentError) -> VirtualServer? {
        guard let note = try VirtualServerNote.load(from: folder) else { return nil }
        let own = try link.virtualServers().first(where: note.means)
        if let own, note.isWhole { return own }
        if let own { try link.delete(own.id) }
        try folder.remove(VirtualServerNote.fileName)
        return nil
    }

    private func keep(_ server: VirtualServer) throws(AgentError) {
        try link.use(server)
        guard let snapshot = try link.ask("serversnapshotcreate", most: QueryLink.mostOfSnapshot).first else {
            throw AgentError("The instance gives no snapshot of the virtual server \(server.id).")
        }
        try folder.replace(Self.snapshotName, with: Array(snapshot.utf8))
    }

    private func note(_ server: VirtualServer, _ standing: VirtualServerNote.Standing) throws(AgentError) {
        try VirtualServerNote.made(id: server.id, identity: server.identity, standing).save(to: folder)
    }

    /// Its standard output is the server's log.
    private func say(_ text: String) {
        _ = ByteStream.writeAll(Array("\(UTCText.iso8601(MachineClock.wall())) \(text)\n".utf8), to: 1)
    }
}
