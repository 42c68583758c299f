/// A virtual server as an instance lists it.
struct VirtualServer: Equatable {
    let id: Int
    let port: Int
    let name: String
    /// Its own for ever; ids are given out anew by an instance that lost its data.
    let identity: String
    let status: String

    var isOnline: Bool { status == "online" }

    /// Nil for what is none.
    init?(_ values: [String: String]) {
        guard let id = values["virtualserver_id"].flatMap({ Int($0) }), id > 0,
            let port = values["virtualserver_port"].flatMap({ Int($0) }),
            let identity = values["virtualserver_unique_identifier"], !identity.isEmpty,
            !identity.contains(where: \.isWhitespace)
        else { return nil }
        self.id = id
        self.port = port
        name = values["virtualserver_name"] ?? ""
        self.identity = identity
        status = values["virtualserver_status"] ?? ""
    }
}

/// What an attendant does to have its virtual server.
enum VirtualServerStep: Equatable {
    case resume(VirtualServer)
    /// One that was never whole: it is deleted, and made again.
    case replace(VirtualServer)
    case make
    /// Another one has the port.
    case taken(VirtualServer)

    /// - Parameters:
    ///   - note: what the server's directory says of it.
    ///   - all: what the instance has.
    init(_ note: VirtualServerNote?, port: Int, among all: [VirtualServer]) {
        let own = all.first { note?.means($0) ?? false }
        if let other = all.first(where: { $0.port == port && $0.id != own?.id }) {
            self = .taken(other)
        } else if let own {
            self = note?.isWhole == true ? .resume(own) : .replace(own)
        } else {
            self = .make
        }
    }
}
