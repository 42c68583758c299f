extension Schema {
    /// Servers on their way between hosts, what they leave behind there, and where each was at which time (R7.7-01).
    static let v9 = moves + copies + homes

    private static let moves = """
        CREATE TABLE move (
            server INTEGER PRIMARY KEY REFERENCES server,
            source TEXT NOT NULL,
            target TEXT,
            phase TEXT NOT NULL
                CHECK (phase IN ('waiting', 'carrying', 'proving', 'returning', 'ending', 'failed')),
            evacuation INTEGER NOT NULL CHECK (evacuation IN (0, 1)),
            carried TEXT CHECK (carried IS NULL OR json_valid(carried)),
            progress INTEGER NOT NULL DEFAULT 0,
            begun_at INTEGER NOT NULL,
            phase_at INTEGER NOT NULL,
            problem TEXT,
            CHECK (target IS NOT NULL OR evacuation = 1 OR phase IN ('waiting', 'failed')),
            CHECK (target <> source)
        ) STRICT;
        ALTER TABLE server ADD COLUMN restarts INTEGER NOT NULL DEFAULT 0 CHECK (restarts >= 0);

        """

    /// A copy holds slots and ports like a server, and gives them back like one: only when its host attested the erasure.
    private static let copies = """
        CREATE TABLE server_copy (
            server INTEGER NOT NULL REFERENCES server,
            host TEXT NOT NULL REFERENCES host,
            placement TEXT NOT NULL CHECK (json_valid(placement)),
            generation INTEGER NOT NULL CHECK (generation > 0),
            state TEXT NOT NULL CHECK (state IN ('stopped', 'absent')),
            kept INTEGER NOT NULL CHECK (kept IN (0, 1)),
            claimed_slots INTEGER NOT NULL CHECK (claimed_slots >= 0),
            observed TEXT CHECK (observed IS NULL OR json_valid(observed)),
            observed_at INTEGER,
            erased_at INTEGER CHECK (erased_at IS NULL OR state = 'absent'),
            PRIMARY KEY (server, host)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX server_copy_host ON server_copy (host);
        CREATE TRIGGER server_copy_elsewhere BEFORE INSERT ON server_copy
            WHEN new.host IS (SELECT host FROM server WHERE number = new.server)
            BEGIN SELECT RAISE(ABORT, 'a copy is on another host than its server'); END;
        CREATE TRIGGER server_beside_no_copy BEFORE UPDATE OF host ON server
            WHEN EXISTS (SELECT 1 FROM server_copy WHERE server = new.number AND host = new.host)
            BEGIN SELECT RAISE(ABORT, 'a server is on another host than its copies'); END;
        CREATE TRIGGER server_copy_forward BEFORE UPDATE OF generation ON server_copy WHEN new.generation < old.generation
            BEGIN SELECT RAISE(ABORT, 'a generation never goes back'); END;
        CREATE TRIGGER server_copy_taken AFTER INSERT ON server_copy BEGIN
            UPDATE host SET used_slots = used_slots + new.claimed_slots WHERE name = new.host;
        END;
        CREATE TRIGGER server_copy_slots AFTER UPDATE OF claimed_slots ON server_copy BEGIN
            UPDATE host SET used_slots = used_slots - old.claimed_slots + new.claimed_slots WHERE name = new.host;
        END;
        CREATE TRIGGER server_copy_given_back AFTER DELETE ON server_copy BEGIN
            UPDATE host SET used_slots = used_slots - old.claimed_slots WHERE name = old.host;
        END;
        DROP TRIGGER port_claim_attested;
        CREATE TRIGGER port_claim_attested BEFORE UPDATE OF quarantine_until ON port_claim
            WHEN (SELECT erased_at FROM server WHERE number = old.server) IS NULL AND NOT EXISTS (
                SELECT 1 FROM server_copy JOIN host_address ON host_address.host = server_copy.host
                WHERE server = old.server AND erased_at IS NOT NULL AND address = old.address
            )
            BEGIN SELECT RAISE(ABORT, 'a port is released only when its host attested the erasure'); END;

        """

    /// Only of servers that ever left a host: what a host recorded of one counts only for the time in which it was there.
    private static let homes = """
        CREATE TABLE server_home (
            id INTEGER PRIMARY KEY,
            server INTEGER NOT NULL REFERENCES server,
            since INTEGER NOT NULL,
            host TEXT
        ) STRICT;
        CREATE INDEX server_home_server ON server_home (server, id);
        CREATE TRIGGER server_home_fixed BEFORE UPDATE ON server_home
            BEGIN SELECT RAISE(ABORT, 'where a server was does not change'); END;
        CREATE TRIGGER server_home_kept BEFORE DELETE ON server_home
            BEGIN SELECT RAISE(ABORT, 'where a server was is kept'); END;

        """
}
