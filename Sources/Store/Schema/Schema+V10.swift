extension Schema {
    /// Clients choose more of their servers than the name: whatever the product lets them.
    static let v10 = """
        CREATE TABLE server_choice (
            server INTEGER NOT NULL REFERENCES subscription,
            key TEXT NOT NULL CHECK (key <> ''),
            value TEXT NOT NULL,
            PRIMARY KEY (server, key)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO server_choice SELECT server, key, value FROM server_setting;
        DROP TABLE server_setting;
        ALTER TABLE server_choice RENAME TO server_setting;

        """
}
