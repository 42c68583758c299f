extension Schema {
    /// When each version of the terms came into force: what fell due before is decided under the earlier ones. And how far the
    /// stored deadlines were brought under the terms in force: a row stands while accounts after that number still wait.
    static let v8 = """
        ALTER TABLE terms_in_force ADD COLUMN since INTEGER;
        CREATE TABLE deadline_review (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            after INTEGER NOT NULL
        ) STRICT;
        INSERT INTO deadline_review SELECT 1, 0 WHERE (SELECT count(*) FROM terms_in_force) > 1;

        """
}
