import Glibc
import Probing

extension QueryLink {
    /// Every virtual server of the instance, those that do not run too.
    func virtualServers() throws(AgentError) -> [VirtualServer] {
        try ask("serverlist -uid", accepting: Self.nothingFound).flatMap(ServerQuery.items).compactMap(
            VirtualServer.init
        )
    }

    func virtualServer(_ id: Int) throws(AgentError) -> VirtualServer {
        guard let server = try virtualServers().first(where: { $0.id == id }) else {
            throw AgentError("The virtual server \(id) has gone from the instance.")
        }
        return server
    }

    /// Selects it, whether it runs or not.
    func use(_ server: VirtualServer) throws(AgentError) {
        try ask("use sid=\(server.id)\(server.isOnline ? "" : " -virtual")")
    }

    /// Returns when it is online.
    func start(_ id: Int) throws(AgentError) -> VirtualServer {
        try wait(for: id, until: "online") { server throws(AgentError) in
            guard server.status == Self.offline else { return }
            try self.ask("serverstart sid=\(id)", accepting: Self.isRunning)
        }
    }

    /// Returns when it is offline.
    func stop(_ id: Int) throws(AgentError) {
        if try virtualServer(id).status == Self.offline { return }
        try ask("serverstop sid=\(id)", accepting: Self.isNotRunning)
        _ = try wait(for: id, until: Self.offline) { _ throws(AgentError) in }
    }

    /// It may be booting, shutting down or taking a snapshot before it gets there.
    private func wait(
        for id: Int,
        until status: String,
        _ help: (VirtualServer) throws(AgentError) -> Void
    ) throws(AgentError) -> VirtualServer {
        for _ in 0..<40 {
            let server = try virtualServer(id)
            if server.status == status { return server }
            try help(server)
            usleep(250_000)
        }
        throw AgentError("The virtual server \(id) does not come \(status); look at the instance's log.")
    }

    func delete(_ id: Int) throws(AgentError) {
        try stop(id)
        // One that is selected is in use.
        try ask("use sid=0", accepting: Self.isInvalid)
        try ask("serverdelete sid=\(id)")
    }

    /// Takes from every group of the selected virtual server what would let its administrators change what was sold, and the right to
    /// give it to others.
    func withholdRights() throws(AgentError) {
        let groups = try ask("servergrouplist").flatMap(ServerQuery.items)
        for group in groups.filter({ $0["type"] == "1" }).compactMap({ $0["sgid"].flatMap { Int($0) } }) {
            let rights = try ask("servergrouppermlist sgid=\(group) -permsid", accepting: Self.nothingFound)
                .flatMap(ServerQuery.items).compactMap { $0["permsid"] }.filter(Self.withheld.contains)
            guard !rights.isEmpty else { continue }
            let list = rights.map { "permsid=\($0)" }.joined(separator: "|")
            try ask("servergroupdelperm sgid=\(group) \(list)")
        }
    }

    /// Slots, port, whether it runs, and a snapshot, in which slots, port and rights may be others.
    private static let withheld: Set<String> = {
        let rights = [
            "virtualserver_modify_maxclients", "virtualserver_modify_port", "virtualserver_modify_autostart",
            "virtualserver_stop", "virtualserver_snapshot_deploy",
        ]
        return Set(rights.flatMap { ["b_\($0)", "i_needed_modify_power_\($0)"] })
    }()

    private static let offline = "offline"

    // Codes of refusals.
    private static let nothingFound: Set = [1281]
    private static let isInvalid: Set = [1024]
    /// It runs already, or is booting.
    private static let isRunning: Set = [1025, 1034]
    private static let isNotRunning: Set = [1033]
}
