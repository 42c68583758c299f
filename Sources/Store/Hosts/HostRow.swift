import Contract
import Fleet
import GRDB

/// A host's row and its addresses.
enum HostRow {
    static func host(_ name: String, _ db: Database) throws -> Host? {
        try hosts(db, where: "WHERE name = ?", [name]).first
    }

    static func hosts(
        _ db: Database,
        where condition: String = "",
        _ arguments: StatementArguments = []
    ) throws -> [Host] {
        let addresses = try Row.fetchAll(db, sql: "SELECT host, address FROM host_address ORDER BY host, position")
        let pools = Dictionary(grouping: addresses) { $0["host"] as String }
        let labels = Dictionary(grouping: try Row.fetchAll(db, sql: "SELECT host, label FROM host_label")) {
            $0["host"] as String
        }
        let rows = try Row.fetchAll(db, sql: "SELECT * FROM host_port_range ORDER BY host, low")
        let ranges = Dictionary(grouping: rows) { $0["host"] as String }
        return try Row.fetchAll(db, sql: "SELECT * FROM host \(condition) ORDER BY name", arguments: arguments).map {
            try host(
                $0,
                addresses: pools[$0["name"], default: []].map { $0["address"] },
                ports: ranges[$0["name"], default: []].map { ($0["low"] as Int)...($0["high"] as Int) },
                labels: Set(labels[$0["name"], default: []].compactMap { HostLabel($0["label"]) })
            )
        }
    }

    private static func host(
        _ row: Row,
        addresses: [String],
        ports: [ClosedRange<Int>],
        labels: Set<HostLabel>
    ) throws -> Host {
        let (low, high): (Int, Int) = (row["port_low"], row["port_high"])
        let (ephemeralLow, ephemeralHigh): (Int, Int) = (row["ephemeral_low"], row["ephemeral_high"])
        return Host(
            name: row["name"],
            address: row["address"],
            sshPort: row["ssh_port"],
            user: row["user"],
            rootDirectory: row["root_directory"],
            hostKey: row["host_key"],
            addresses: addresses,
            ports: PortPool(ports) ?? PortPool(low...high),
            ephemeralPorts: ephemeralLow...ephemeralHigh,
            capacity: row["capacity"],
            memory: (row["memory_kib"] as Int64?).map(Memory.init(kibibytes:)),
            labels: labels,
            state: try row.word("state"),
            labClock: row["lab_clock"]
        )
    }

    private static let columns = [
        "name", "address", "ssh_port", "user", "root_directory", "host_key", "port_low", "port_high", "ephemeral_low",
        "ephemeral_high", "capacity", "memory_kib", "state", "lab_clock",
    ]

    private static func values(_ host: Host) -> StatementArguments {
        [
            host.name, host.address, host.sshPort, host.user, host.rootDirectory, host.hostKey,
            host.ports.bounds.lowerBound, host.ports.bounds.upperBound, host.ephemeralPorts.lowerBound,
            host.ephemeralPorts.upperBound, host.capacity, host.memory?.kibibytes, host.state.rawValue, host.labClock,
        ]
    }

    static func insert(_ host: Host, _ db: Database) throws {
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        try db.execute(
            sql: "INSERT INTO host (\(columns.joined(separator: ", "))) VALUES (\(marks))",
            arguments: values(host)
        )
    }

    static func update(_ host: Host, _ db: Database) throws {
        let assignments = columns.map { "\($0) = ?" }.joined(separator: ", ")
        try db.execute(
            sql: "UPDATE host SET \(assignments) WHERE name = ?",
            arguments: values(host) + [host.name]
        )
    }

    /// Throws where the books do not allow a host to be so. An address is one host's: two that served the same one would sell
    /// its ports twice.
    static func check(_ host: Host, against old: Host?, _ db: Database) throws {
        let used = try usedSlots(host.name, db)
        guard used <= host.capacity else {
            throw StoreError.hostTooSmall(host.name, used: used, capacity: host.capacity)
        }
        let usedMemory = try usedMemory(host.name, db)
        if let memory = host.memory, memory < usedMemory {
            throw StoreError.hostMemoryTooSmall(host.name, used: usedMemory, capacity: memory)
        }
        if host.ports != old?.ports, let range = host.ports.rangeNeverSold(ephemeral: host.ephemeralPorts) {
            throw StoreError.portsNeverSold(host.name, range, ephemeral: host.ephemeralPorts)
        }
        for address in old?.addresses ?? [] where !host.addresses.contains(address) {
            let servers = try holders(of: address, db)
            guard servers.isEmpty else { throw StoreError.addressInUse(address, host: host.name, by: servers) }
        }
        for address in host.addresses {
            let sql = "SELECT host FROM host_address WHERE address = ? AND host <> ?"
            let owner = try String.fetchOne(db, sql: sql, arguments: [address, host.name])
            if let owner { throw StoreError.addressTaken(address, host: owner) }
        }
    }

    static func setAddresses(of host: Host, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM host_address WHERE host = ?", arguments: [host.name])
        for (position, address) in host.addresses.enumerated() {
            try db.execute(sql: "INSERT INTO host_address VALUES (?, ?, ?)", arguments: [address, host.name, position])
        }
    }

    static func setPorts(of host: Host, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM host_port_range WHERE host = ?", arguments: [host.name])
        for range in host.ports.ranges {
            try db.execute(
                sql: "INSERT INTO host_port_range VALUES (?, ?, ?)",
                arguments: [host.name, range.lowerBound, range.upperBound]
            )
        }
    }

    static func setLabels(of host: Host, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM host_label WHERE host = ?", arguments: [host.name])
        for label in host.labels {
            try db.execute(sql: "INSERT INTO host_label VALUES (?, ?)", arguments: [host.name, label.description])
        }
    }

    static func usedMemory(_ name: String, _ db: Database) throws -> Memory {
        let sql = "SELECT used_memory_kib FROM host WHERE name = ?"
        return Memory(kibibytes: try Int64.fetchOne(db, sql: sql, arguments: [name]) ?? 0)
    }

    static func usedSlots(_ name: String, _ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT used_slots FROM host WHERE name = ?", arguments: [name]) ?? 0
    }

    /// The servers that have ports of an address. A port in quarantine is nobody's: it stays out of sale, whosever the address is.
    private static func holders(of address: String, _ db: Database) throws -> [ServerID] {
        let sql =
            "SELECT DISTINCT server FROM port_claim WHERE address = ? AND quarantine_until IS NULL ORDER BY server"
        return try Int64.fetchAll(db, sql: sql, arguments: [address]).map(ServerID.init(number:))
    }
}
