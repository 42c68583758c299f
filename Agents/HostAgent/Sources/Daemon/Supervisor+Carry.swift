import Wire

extension Supervisor {
    /// The next part of a stopped server's files.
    func pack(_ query: PackQuery) throws(AgentError) -> PackedPart {
        let name = try stopped(query.server, query.generation)
        guard let folder = try root.servers.folder(name.description) else {
            // It never ran here.
            return PackedPart(pieces: [], next: nil, chain: PackedPart.chain([], after: query.chain))
        }
        try ServerFolder.check(name, in: root.servers)
        let packer = try Packer(folder, from: query.cursor, form: query.form)
        return PackedPart(
            pieces: packer.pieces,
            next: packer.next,
            chain: PackedPart.chain(packer.pieces, after: query.chain)
        )
    }

    func arrival(_ query: ArrivalQuery) throws(AgentError) -> Arrival {
        try arrivals(query.server, query.generation).arrival()
    }

    func unpack(_ order: UnpackOrder) throws(AgentError) -> Arrival {
        try arrivals(order.server, order.generation).take(order)
    }

    private func arrivals(_ server: String, _ generation: Int64) throws(AgentError) -> Arrivals {
        let name = try stopped(server, generation)
        return Arrivals(root: root, name: name, generation: generation, user: user(name))
    }

    /// Files are touched only while the server is stopped at the very generation that the controller speaks of: a newer one may have
    /// started or erased it.
    private func stopped(_ server: String, _ generation: Int64) throws(AgentError) -> ServerName {
        guard let name = ServerName(server), let unit = units[name] else {
            throw AgentError("\(AgentLog.printable(server)) is not known on this host; apply its desired state first.")
        }
        guard unit.desired.state == .stopped, unit.desired.generation == generation, unit.life == .none, !unit.isLeft
        else {
            throw AgentError(
                "\(name) is \(unit.shown.rawValue) at generation \(unit.desired.generation), and its files are carried only "
                    + "while it is stopped at \(generation)."
            )
        }
        return name
    }
}
