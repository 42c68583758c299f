extension Schema {
    /// Clients choose more of their servers than the name: whatever the product lets them. And ports of hosts that others use.
    static let v10 = """
        CREATE TABLE port_reservation (
            host TEXT NOT NULL REFERENCES host,
            address TEXT NOT NULL,
            transport TEXT NOT NULL CHECK (transport IN ('udp', 'tcp')),
            port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
            holder TEXT,
            noted_at INTEGER NOT NULL,
            PRIMARY KEY (address, transport, port)
        ) STRICT, WITHOUT ROWID;
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
