import Contract
import Fleet
import FoundationEssentials
import GRDB

extension Store {
    /// The server changes places with its copy on `target`, where it takes what it needs now: it may have grown since, or, on no
    /// host, have claimed nothing.
    static func swap(
        _ id: ServerID,
        to target: String,
        leaving state: ServerCopy.State,
        isKept: Bool = false,
        at now: Instant,
        _ db: Database
    ) throws {
        let record = try existingServer(id, db)
        guard let copy = try CopyRow.copies("server = ? AND host = ?", [id.number, target], db).first else {
            throw StoreError.notMovable(id, detail: "it has nothing on \(target)")
        }
        let slots = try ServerRow.neededSlots(of: id, db)
        let (left, taken) = (try ServerRow.memory(of: id, db), try CopyRow.memory(of: copy, db))
        try checkRoom(for: slots, inPlaceOf: copy, db)
        try CopyRow.delete(copy, db)
        try db.execute(
            sql: """
                UPDATE server SET host = ?, placement = ?, generation = generation + 1, observed = NULL, problem = NULL,
                    claimed_slots = ?, memory_base_kib = ?, memory_slot_kib = ?
                WHERE number = ?
                """,
            arguments: [
                target, try Canonical.encode(copy.placement), slots, taken.base.kibibytes, taken.perSlot.kibibytes,
                id.number,
            ]
        )
        if let placement = record.placement {
            try CopyRow.insert(id, placement, slots: slots, memory: left, state: state, isKept: isKept, db)
        }
        // Above what the copy is fenced with, so that its erasure is newer still.
        try raiseGeneration(id, db)
        try HomeRow.note(id, record.host, then: target, at: now, db)
    }

    /// Whether the host of a copy has room for the whole server, once the copy gives back what it claims.
    static func checkRoom(for slots: Int, inPlaceOf copy: ServerCopy, _ db: Database) throws {
        guard let host = try HostRow.host(copy.host, db) else { throw StoreError.unknownHost(copy.host) }
        let claim = try CopyRow.claim(of: copy, db)
        let free = host.capacity - (try HostRow.usedSlots(host.name, db)) + claim.slots
        guard slots <= free else {
            throw StoreError.noRoomToGrow(
                copy.server,
                host: host.name,
                free: free,
                capacity: host.capacity,
                needed: slots
            )
        }
        guard let capacity = host.memory else { return }
        let freeMemory = capacity - (try HostRow.usedMemory(host.name, db)) + claim.memory
        let needed = try CopyRow.memory(of: copy, db).total(slots: slots)
        guard needed <= freeMemory else {
            throw StoreError.noMemoryToGrow(copy.server, host: host.name, free: freeMemory, needed: needed)
        }
    }
}
