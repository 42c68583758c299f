extension Schema {
    /// Personal data in all its places (article 11), the channel of each notice (12.1), and what operators did (R12.2-01).
    ///
    /// Everything here but the operators' actions is forgotten when a person is erased; none of it is in the journal.
    static let v6 = persons + notices + actions

    private static let persons = """
        ALTER TABLE person ADD COLUMN first_name TEXT NOT NULL DEFAULT '';
        CREATE TABLE person_version (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES account,
            since INTEGER NOT NULL,
            name TEXT NOT NULL,
            first_name TEXT NOT NULL,
            email TEXT NOT NULL,
            postal_address TEXT NOT NULL,
            language TEXT NOT NULL CHECK (language IN ('fr', 'en'))
        ) STRICT;
        CREATE INDEX person_version_account ON person_version (account, since);
        CREATE TRIGGER person_version_fixed BEFORE UPDATE ON person_version
            BEGIN SELECT RAISE(ABORT, 'a record of contact data is not overwritten'); END;
        INSERT INTO person_version (account, since, name, first_name, email, postal_address, language)
            SELECT account, created_at, name, first_name, email, postal_address, language FROM person, book;
        CREATE TABLE acceptance_origin (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES account,
            at INTEGER NOT NULL,
            ip TEXT NOT NULL
        ) STRICT;
        CREATE INDEX acceptance_origin_account ON acceptance_origin (account);

        """

    private static let notices = """
        CREATE TABLE notice_delivery (
            key TEXT PRIMARY KEY REFERENCES mail (key),
            account INTEGER NOT NULL REFERENCES account,
            at INTEGER NOT NULL,
            channel TEXT NOT NULL CHECK (channel IN ('email', 'registered-letter')),
            address TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX notice_delivery_account ON notice_delivery (account);

        """

    private static let actions = """
        CREATE TABLE operator_action (
            sequence INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            operator TEXT NOT NULL,
            verb TEXT NOT NULL,
            subject TEXT,
            journal INTEGER NOT NULL,
            previous BLOB NOT NULL CHECK (length(previous) = 32),
            hash BLOB NOT NULL CHECK (length(hash) = 32)
        ) STRICT;
        CREATE TRIGGER operator_action_gapless BEFORE INSERT ON operator_action
            WHEN new.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM operator_action)
            BEGIN SELECT RAISE(ABORT, 'the record of actions has no gaps'); END;
        CREATE TRIGGER operator_action_fixed BEFORE UPDATE ON operator_action
            BEGIN SELECT RAISE(ABORT, 'the record of actions is append-only'); END;
        CREATE TRIGGER operator_action_kept BEFORE DELETE ON operator_action
            BEGIN SELECT RAISE(ABORT, 'the record of actions is append-only'); END;

        """
}
