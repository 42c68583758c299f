extension Schema {
    /// Secrets that clients chose for their servers, apart from what may be shown.
    static let v15 = """
        CREATE TABLE server_secret (
            server INTEGER NOT NULL REFERENCES subscription,
            key TEXT NOT NULL CHECK (key <> ''),
            value TEXT NOT NULL CHECK (value <> ''),
            PRIMARY KEY (server, key)
        ) STRICT, WITHOUT ROWID;

        """
}
