extension Schema {
    /// Who pays through payment requests, the number to call for codes, and what codes are kept under.
    ///
    /// A payer is known by a receipt alone, so that nothing here ties an address to a client (R6.9-05), and only until the
    /// last mail to him is handed over.
    static let v5 = """
        CREATE TABLE payment_request (
            id TEXT PRIMARY KEY CHECK (length(id) = 26),
            account INTEGER NOT NULL REFERENCES account,
            sequence INTEGER NOT NULL REFERENCES journal
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER payment_request_fixed BEFORE UPDATE ON payment_request
            BEGIN SELECT RAISE(ABORT, 'a payment request stays with its account'); END;
        CREATE TRIGGER payment_request_kept BEFORE DELETE ON payment_request
            BEGIN SELECT RAISE(ABORT, 'payment requests are kept'); END;
        CREATE TABLE payer (
            receipt TEXT PRIMARY KEY CHECK (length(receipt) = 26),
            email TEXT NOT NULL,
            language TEXT NOT NULL CHECK (language IN ('fr', 'en'))
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE call_number (
            method TEXT PRIMARY KEY,
            number TEXT NOT NULL,
            fetched_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE code_key (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            key BLOB NOT NULL CHECK (length(key) = 32)
        ) STRICT;
        INSERT INTO code_key VALUES (1, randomblob(32));
        CREATE TRIGGER code_key_fixed BEFORE UPDATE ON code_key
            BEGIN SELECT RAISE(ABORT, 'codes are recognised by this key'); END;
        CREATE TRIGGER code_key_kept BEFORE DELETE ON code_key
            BEGIN SELECT RAISE(ABORT, 'codes are recognised by this key'); END;
        CREATE TRIGGER no_negative_client_pot BEFORE UPDATE ON balance
            WHEN new.quantity < 0 AND (
                new.ledger_account LIKE 'client:%:codes' OR new.ledger_account LIKE 'client:%:tokens'
                OR new.ledger_account LIKE 'client:%:points'
            )
            BEGIN SELECT RAISE(ABORT, 'codes, tokens and points of a client are never negative'); END;

        """
}
