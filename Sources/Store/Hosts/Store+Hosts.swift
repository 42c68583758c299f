import Contract
package import Fleet
import GRDB

extension Store {
    /// Adds a host under a new name. Throws `hostExists` or `addressTaken` rather than share a name or an address.
    package func addHost(_ host: Host) throws(StoreError) {
        try write { db in
            guard try HostRow.host(host.name, db) == nil else { throw StoreError.hostExists(host.name) }
            try HostRow.check(host, against: nil, db)
            try HostRow.insert(host, db)
            try HostRow.setPorts(of: host, db)
            try HostRow.setAddresses(of: host, db)
            try HostRow.setLabels(of: host, db)
        }
    }

    /// Replaces what is known of a host by its name. Refuses a capacity below the slots or the memory in use and the loss of an
    /// address that servers have.
    package func updateHost(_ host: Host) throws(StoreError) {
        try write { db in
            guard let old = try HostRow.host(host.name, db) else { throw StoreError.unknownHost(host.name) }
            try HostRow.check(host, against: old, db)
            try HostRow.update(host, db)
            try HostRow.setPorts(of: host, db)
            try HostRow.setAddresses(of: host, db)
            try HostRow.setLabels(of: host, db)
        }
    }

    /// Throws what adding a host would throw, or updating it where the books know its name; changes nothing.
    package func checkHost(_ host: Host) throws(StoreError) {
        try read { db in try HostRow.check(host, against: HostRow.host(host.name, db), db) }
    }

    /// Lets a host take new servers or keeps it from them; those that it has stay.
    package func setState(of name: String, to state: Host.State) throws(StoreError) {
        try write { db in
            try db.execute(sql: "UPDATE host SET state = ? WHERE name = ?", arguments: [state.rawValue, name])
            guard db.changesCount == 1 else { throw StoreError.unknownHost(name) }
        }
    }

    /// Refuses while servers are placed there or have files there, and names them. Ports in quarantine stay in quarantine.
    package func removeHost(_ name: String) throws(StoreError) {
        try write { db in
            guard try HostRow.host(name, db) != nil else { throw StoreError.unknownHost(name) }
            let servers = try Int64.fetchAll(
                db,
                sql: "SELECT number FROM server WHERE host = ? ORDER BY number",
                arguments: [name]
            )
            guard servers.isEmpty else {
                throw StoreError.hostInUse(name, servers: servers.map(ServerID.init(number:)))
            }
            let copies = try CopyRow.copies("host = ?", [name], db)
            guard copies.isEmpty else {
                let kept = copies.filter(\.awaitsDecision).map(\.server)
                let passing = copies.filter { !$0.awaitsDecision }.map(\.server)
                throw StoreError.hostKeeps(name, kept: kept, passing: passing)
            }
            try db.execute(sql: "DELETE FROM port_reservation WHERE host = ?", arguments: [name])
            try db.execute(sql: "DELETE FROM host_label WHERE host = ?", arguments: [name])
            try db.execute(sql: "DELETE FROM host_port_range WHERE host = ?", arguments: [name])
            try db.execute(sql: "DELETE FROM host_address WHERE host = ?", arguments: [name])
            try db.execute(sql: "DELETE FROM host WHERE name = ?", arguments: [name])
        }
    }

    /// All hosts by name.
    package func hosts() throws(StoreError) -> [Host] { try read { db in try HostRow.hosts(db) } }

    /// One host, or nil.
    package func host(_ name: String) throws(StoreError) -> Host? { try read { db in try HostRow.host(name, db) } }
}
