extension Schema {
    /// From which journal entry on each version of the terms was in force for new orders: what was decided under one is replayed
    /// under the same (AMB-01).
    static let v7 = """
        CREATE TABLE terms_in_force (
            position INTEGER PRIMARY KEY,
            id TEXT NOT NULL REFERENCES terms (id),
            journal INTEGER NOT NULL
        ) STRICT;
        CREATE TRIGGER terms_in_force_fixed BEFORE UPDATE ON terms_in_force
            BEGIN SELECT RAISE(ABORT, 'what was in force does not change'); END;
        CREATE TRIGGER terms_in_force_kept BEFORE DELETE ON terms_in_force
            BEGIN SELECT RAISE(ABORT, 'what was in force is kept'); END;
        INSERT INTO terms_in_force (id, journal) SELECT id, 0 FROM terms WHERE current = 1;

        """
}
