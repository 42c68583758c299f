extension Schema {
    /// What clients chose for their servers, and where a lab's clock is walking to.
    static let v2 = """
        CREATE TABLE server_setting (
            server INTEGER NOT NULL REFERENCES subscription,
            key TEXT NOT NULL CHECK (key IN ('name')),
            value TEXT NOT NULL,
            PRIMARY KEY (server, key)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE lab_walk (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            target INTEGER NOT NULL
        ) STRICT;
        CREATE TRIGGER lab_walk_only BEFORE INSERT ON lab_walk WHEN (SELECT kind FROM book) <> 'lab'
            BEGIN SELECT RAISE(ABORT, 'only a lab walks'); END;

        """
}
