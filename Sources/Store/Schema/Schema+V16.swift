extension Schema {
    /// What waits for a person before servers end, and what persons have let go.
    static let v16 = """
        CREATE TABLE brake (
            kind TEXT PRIMARY KEY CHECK (kind IN ('mass', 'clock', 'restored')),
            since INTEGER NOT NULL,
            reason TEXT NOT NULL,
            endings TEXT NOT NULL CHECK (json_valid(endings))
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE brake_release (
            server INTEGER NOT NULL,
            generation INTEGER NOT NULL,
            PRIMARY KEY (server, generation)
        ) STRICT, WITHOUT ROWID;

        """
}
