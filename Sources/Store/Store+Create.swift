package import Contract
import GRDB
import Glibc

extension Store {
    /// Makes new books at `path` with their first terms, whole or not at all. Throws `alreadyExists` rather than touch what is
    /// there.
    package static func create(
        at path: String,
        kind: Kind,
        now: Instant,
        terms: (id: TermsID, text: String)? = nil
    ) throws(StoreError) -> Store {
        guard access(path, F_OK) != 0 else { throw .alreadyExists(path: path) }
        let draft = "\(path).draft-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        defer { for suffix in ["", "-wal", "-shm"] { unlink(draft + suffix) } }
        try makePrivateFile(draft)
        do { try fill(draft, kind: kind, now: now, terms: terms) } catch { throw StoreError(error, path: path) }
        // A hard link, unlike a rename, never replaces books that another process made meanwhile.
        guard link(draft, path) == 0 else {
            throw errno == EEXIST ? .alreadyExists(path: path) : .unusable(path: path, detail: systemError())
        }
        syncDirectory(of: path)
        return try open(at: path)
    }

    private static func fill(
        _ draft: String,
        kind: Kind,
        now: Instant,
        terms: (id: TermsID, text: String)?
    ) throws {
        let pool = try openPool(draft)
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
        }
        try Schema.migrator.migrate(pool)
        let lab = kind == .lab ? now.epochSeconds : nil
        let instance = Digest.hexadecimal((0..<16).map { _ in UInt8.random(in: 0 ... .max) })
        try pool.write { db in
            try db.execute(
                sql: "INSERT INTO book VALUES (1, ?, ?, ?, ?, 1001, 1001)",
                arguments: [instance, kind.rawValue, now.epochSeconds, lab]
            )
            if let terms { try install(terms.id, text: terms.text, current: true, now: now, db) }
        }
        // Everything into the one file that gets its name.
        _ = try pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
        try pool.close()
    }

    /// The books hold personal data and the servers' passwords: readable by their owner only.
    private static func makePrivateFile(_ path: String) throws(StoreError) {
        let descriptor = Glibc.open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw errno == ENOSPC ? .diskFull(path: path) : .unusable(path: path, detail: systemError())
        }
        close(descriptor)
    }

    private static func syncDirectory(of path: String) {
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    static func systemError() -> String { String(cString: strerror(errno)) }
}
