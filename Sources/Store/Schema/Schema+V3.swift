extension Schema {
    /// Lines of bank statements, each settled once. What a payer wrote stands here only while its line waits for a person:
    /// outside the journal, so that it can be erased (art. 11).
    static let v3 = """
        CREATE TABLE statement_line (
            number INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            line TEXT NOT NULL CHECK (length(line) = 32),
            booked_on TEXT NOT NULL CHECK (length(booked_on) = 10),
            method TEXT NOT NULL,
            amount INTEGER NOT NULL CHECK (amount <> 0),
            currency TEXT NOT NULL CHECK (length(currency) = 3),
            bank_reference TEXT,
            note TEXT,
            imported_at INTEGER NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('credited', 'rejected', 'open', 'ignored')),
            reason TEXT,
            account INTEGER REFERENCES account,
            payment_reference TEXT,
            UNIQUE (source, line),
            UNIQUE (method, payment_reference),
            FOREIGN KEY (method, payment_reference) REFERENCES payment (method, reference),
            CHECK ((outcome IN ('credited', 'rejected')) = (account IS NOT NULL)),
            CHECK ((account IS NULL) = (payment_reference IS NULL)),
            CHECK (account IS NULL OR amount > 0),
            CHECK ((outcome = 'credited') = (reason IS NULL)),
            CHECK (outcome = 'open' OR note IS NULL)
        ) STRICT;
        CREATE INDEX statement_line_open ON statement_line (number) WHERE outcome = 'open';
        CREATE TRIGGER statement_line_settled BEFORE UPDATE ON statement_line
            WHEN old.outcome <> 'open' OR new.number <> old.number OR new.source <> old.source OR new.line <> old.line
                OR new.amount <> old.amount OR new.currency <> old.currency OR new.booked_on <> old.booked_on
            BEGIN SELECT RAISE(ABORT, 'a statement line is settled once and otherwise stays'); END;
        CREATE TRIGGER statement_line_kept BEFORE DELETE ON statement_line
            BEGIN SELECT RAISE(ABORT, 'statement lines are kept'); END;

        """
}
