extension Schema {
    /// A host's ports are several ranges; `port_low` and `port_high` stay as their bounds.
    static let v18 = """
        CREATE TABLE host_port_range (
            host TEXT NOT NULL REFERENCES host,
            low INTEGER NOT NULL CHECK (low BETWEEN 1 AND high),
            high INTEGER NOT NULL CHECK (high <= 65535),
            PRIMARY KEY (host, low)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER host_port_range_apart BEFORE INSERT ON host_port_range
            WHEN EXISTS (
                SELECT 1 FROM host_port_range WHERE host = new.host AND low <= new.high + 1 AND high >= new.low - 1
            )
            BEGIN SELECT RAISE(ABORT, 'ranges of ports neither overlap nor touch'); END;
        CREATE TRIGGER host_port_range_fixed BEFORE UPDATE ON host_port_range
            BEGIN SELECT RAISE(ABORT, 'ranges of ports are replaced, not changed'); END;
        INSERT INTO host_port_range SELECT name, port_low, port_high FROM host;

        """
}
