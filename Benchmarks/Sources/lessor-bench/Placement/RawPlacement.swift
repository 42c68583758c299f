/// The plainest program that writes what placing writes: prepared statements, rows that it was given, durable commits.
struct RawPlacement {
    private static let columns = ["host", "placement", "claimed_slots", "memory_base_kib", "memory_slot_kib", "secret"]

    private let books: RawDatabase
    private let update: RawStatement
    private let insert: RawStatement

    /// Into books as they were before, with their constraints, indexes and triggers.
    init(path: String) throws {
        try self.init(RawDatabase(path: path))
    }

    /// Into tables of the same columns without constraint, trigger or index, but for the servers' numbers.
    init(bareAt path: String, like books: String) throws {
        try self.init(.bare(at: path, like: books, ["server", "port_claim"], numbered: "server"))
    }

    private init(_ books: RawDatabase) throws {
        self.books = books
        try books.makeDurable()
        let assignments = Self.columns.map { "\($0) = ?" }.joined(separator: ", ")
        update = try books.prepare("UPDATE server SET \(assignments) WHERE number = ?")
        insert = try books.prepare("INSERT INTO port_claim (address, transport, port, server) VALUES (?, ?, ?, ?)")
    }

    /// What stands in books in which all servers are placed; reading it is not part of the time.
    func write(like placed: RawDatabase, atOnce size: Int) throws -> Stopwatch.Reading {
        let columns = Self.columns.joined(separator: ", ")
        let servers = try placed.prepare("SELECT \(columns), number FROM server ORDER BY number").rows([])
        let ports = try placed.prepare("SELECT address, transport, port, server FROM port_claim WHERE server = ?")
        let rows = try servers.map { server in (server, try ports.rows([server[Self.columns.count]])) }
        return try Stopwatch.measure {
            for start in stride(from: 0, to: rows.count, by: size) {
                try books.execute("BEGIN IMMEDIATE")
                for (server, ports) in rows[start..<min(start + size, rows.count)] {
                    try update.run(server)
                    for port in ports { try insert.run(port) }
                }
                try books.execute("COMMIT")
            }
        }
    }
}
