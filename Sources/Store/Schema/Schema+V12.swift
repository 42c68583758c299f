extension Schema {
    /// What is seen of servers from the controller's side, and how many played on them.
    static let v12 = """
        CREATE TABLE outside_record (
            server INTEGER NOT NULL REFERENCES server,
            at INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('answers', 'doubt', 'silent', 'unknown')),
            note TEXT NOT NULL,
            PRIMARY KEY (server, at)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE outside_look (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            through INTEGER NOT NULL,
            blind_since INTEGER,
            blind_reason TEXT,
            CHECK ((blind_since IS NULL) = (blind_reason IS NULL))
        ) STRICT;
        CREATE TABLE player_record (
            host TEXT NOT NULL,
            journal_id TEXT NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence > 0),
            server TEXT NOT NULL,
            start INTEGER NOT NULL,
            until INTEGER NOT NULL CHECK (until > start),
            player_seconds INTEGER NOT NULL CHECK (player_seconds >= 0),
            peak INTEGER NOT NULL CHECK (peak >= 0),
            PRIMARY KEY (host, journal_id, sequence)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX player_record_server ON player_record (server, start);

        """
}
