/// The first schema, frozen: a change to it is a new migration.
///
/// Constraints and triggers hold whatever can be held here, so that no program error and no second process can write an
/// illegal state: one (address, transport, port) once, one renewal per (subscription, period), no host over its capacity,
/// no negative client balance, no line of the journal changed or taken out (R12.1-02).
enum Schema {
    static let v1 = books + accounts + journal + ledger + outbox + hosts + servers + metering

    private static let books = """
        CREATE TABLE book (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            instance TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('real', 'lab')),
            created_at INTEGER NOT NULL,
            lab_time INTEGER,
            next_account INTEGER NOT NULL,
            next_subscription INTEGER NOT NULL,
            CHECK ((kind = 'lab') = (lab_time IS NOT NULL))
        ) STRICT;
        CREATE TRIGGER book_forward BEFORE UPDATE ON book
            WHEN new.instance <> old.instance OR new.kind <> old.kind OR new.lab_time < old.lab_time
                OR new.next_account < old.next_account OR new.next_subscription < old.next_subscription
            BEGIN SELECT RAISE(ABORT, 'the book runs forward only'); END;
        CREATE TRIGGER book_kept BEFORE DELETE ON book BEGIN SELECT RAISE(ABORT, 'the book is kept'); END;

        CREATE TABLE terms (
            position INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            text TEXT NOT NULL,
            hash TEXT NOT NULL CHECK (length(hash) = 64),
            installed_at INTEGER NOT NULL,
            current INTEGER NOT NULL CHECK (current IN (0, 1))
        ) STRICT;
        CREATE UNIQUE INDEX terms_current ON terms (current) WHERE current = 1;
        CREATE TRIGGER terms_fixed BEFORE UPDATE OF position, id, text, hash, installed_at ON terms
            BEGIN SELECT RAISE(ABORT, 'installed terms do not change'); END;
        CREATE TRIGGER terms_kept BEFORE DELETE ON terms
            BEGIN SELECT RAISE(ABORT, 'installed terms are kept'); END;

        """

    private static let accounts = """
        CREATE TABLE account (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            state TEXT NOT NULL CHECK (json_valid(state)),
            next_deadline INTEGER,
            parked_reason TEXT,
            parked_at INTEGER,
            CHECK ((parked_reason IS NULL) = (parked_at IS NULL))
        ) STRICT;
        CREATE INDEX account_due ON account (next_deadline) WHERE next_deadline IS NOT NULL AND parked_at IS NULL;

        CREATE TABLE person (
            account INTEGER PRIMARY KEY REFERENCES account,
            name TEXT NOT NULL,
            email TEXT NOT NULL,
            postal_address TEXT NOT NULL,
            language TEXT NOT NULL CHECK (language IN ('fr', 'en'))
        ) STRICT;

        CREATE TABLE subscription (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            account INTEGER NOT NULL REFERENCES account,
            product TEXT NOT NULL
        ) STRICT;
        CREATE INDEX subscription_account ON subscription (account);

        """

    private static let journal = """
        CREATE TABLE journal (
            sequence INTEGER PRIMARY KEY,
            step INTEGER NOT NULL CHECK (step BETWEEN 1 AND sequence),
            account INTEGER NOT NULL REFERENCES account,
            subscription INTEGER,
            at INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('fact', 'effect')),
            rule TEXT,
            body TEXT NOT NULL CHECK (json_valid(body)),
            previous BLOB NOT NULL CHECK (length(previous) = 32),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            CHECK ((kind = 'effect') = (rule IS NOT NULL))
        ) STRICT;
        CREATE INDEX journal_account ON journal (account);
        CREATE TRIGGER journal_gapless BEFORE INSERT ON journal
            WHEN new.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM journal)
            BEGIN SELECT RAISE(ABORT, 'the journal has no gaps'); END;
        CREATE TRIGGER journal_fixed BEFORE UPDATE ON journal
            BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
        CREATE TRIGGER journal_kept BEFORE DELETE ON journal
            BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

        """

    private static let ledger = """
        CREATE TABLE ledger_transaction (
            sequence INTEGER PRIMARY KEY REFERENCES journal,
            key TEXT NOT NULL UNIQUE
        ) STRICT;
        CREATE TABLE posting (
            sequence INTEGER NOT NULL REFERENCES ledger_transaction,
            line INTEGER NOT NULL,
            ledger_account TEXT NOT NULL,
            commodity TEXT NOT NULL CHECK (commodity IN ('EUR', 'JTS', 'PTS')),
            quantity INTEGER NOT NULL,
            PRIMARY KEY (sequence, line)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE balance (
            ledger_account TEXT NOT NULL,
            commodity TEXT NOT NULL,
            quantity INTEGER NOT NULL,
            PRIMARY KEY (ledger_account, commodity),
            CONSTRAINT no_negative_client_balance CHECK (
                quantity >= 0
                OR (ledger_account NOT LIKE 'client:%:balance' AND ledger_account NOT LIKE 'client:%:pending')
            )
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER posting_booked AFTER INSERT ON posting BEGIN
            INSERT INTO balance VALUES (new.ledger_account, new.commodity, 0) ON CONFLICT DO NOTHING;
            UPDATE balance SET quantity = quantity + new.quantity
                WHERE ledger_account = new.ledger_account AND commodity = new.commodity;
        END;
        CREATE TRIGGER posting_fixed BEFORE UPDATE ON posting
            BEGIN SELECT RAISE(ABORT, 'postings are append-only'); END;
        CREATE TRIGGER posting_kept BEFORE DELETE ON posting
            BEGIN SELECT RAISE(ABORT, 'postings are append-only'); END;
        CREATE TABLE renewal (
            sequence INTEGER PRIMARY KEY REFERENCES ledger_transaction,
            subscription INTEGER NOT NULL REFERENCES subscription,
            period INTEGER NOT NULL CHECK (period >= 1),
            voided_by INTEGER REFERENCES ledger_transaction CHECK (voided_by > sequence)
        ) STRICT;
        CREATE UNIQUE INDEX renewal_once ON renewal (subscription, period) WHERE voided_by IS NULL;
        CREATE TRIGGER renewal_fixed BEFORE UPDATE ON renewal
            WHEN old.voided_by IS NOT NULL OR new.sequence <> old.sequence
                OR new.subscription <> old.subscription OR new.period <> old.period
            BEGIN SELECT RAISE(ABORT, 'a renewal is voided once and otherwise stays'); END;
        CREATE TRIGGER renewal_kept BEFORE DELETE ON renewal
            BEGIN SELECT RAISE(ABORT, 'renewals are kept'); END;
        CREATE TABLE payment (
            method TEXT NOT NULL,
            reference TEXT NOT NULL,
            account INTEGER NOT NULL REFERENCES account,
            at INTEGER NOT NULL,
            sequence INTEGER NOT NULL REFERENCES journal,
            PRIMARY KEY (method, reference)
        ) STRICT, WITHOUT ROWID;

        """

    private static let outbox = """
        CREATE TABLE mail (
            sequence INTEGER PRIMARY KEY REFERENCES journal,
            key TEXT NOT NULL UNIQUE,
            next_attempt INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            last_error TEXT,
            handed_over_at INTEGER
        ) STRICT;
        CREATE INDEX mail_due ON mail (next_attempt) WHERE handed_over_at IS NULL;

        """

    private static let hosts = """
        CREATE TABLE host (
            name TEXT PRIMARY KEY,
            address TEXT NOT NULL,
            ssh_port INTEGER NOT NULL CHECK (ssh_port BETWEEN 1 AND 65535),
            user TEXT NOT NULL,
            root_directory TEXT NOT NULL,
            host_key TEXT NOT NULL,
            port_low INTEGER NOT NULL CHECK (port_low BETWEEN 1 AND port_high),
            port_high INTEGER NOT NULL CHECK (port_high <= 65535),
            ephemeral_low INTEGER NOT NULL CHECK (ephemeral_low <= ephemeral_high),
            ephemeral_high INTEGER NOT NULL,
            capacity INTEGER NOT NULL CHECK (capacity >= 0),
            used_slots INTEGER NOT NULL DEFAULT 0,
            state TEXT NOT NULL CHECK (state IN ('active', 'drained')),
            lab_clock INTEGER NOT NULL CHECK (lab_clock IN (0, 1)),
            last_contact INTEGER,
            last_error TEXT,
            last_failure INTEGER,
            failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
            journal_id TEXT,
            cursor INTEGER CHECK (cursor >= 0),
            observed_through INTEGER,
            facts TEXT CHECK (facts IS NULL OR json_valid(facts)),
            CONSTRAINT within_capacity CHECK (used_slots BETWEEN 0 AND capacity),
            CHECK ((journal_id IS NULL) = (cursor IS NULL))
        ) STRICT;
        CREATE TABLE host_address (
            address TEXT PRIMARY KEY,
            host TEXT NOT NULL REFERENCES host,
            position INTEGER NOT NULL
        ) STRICT;

        """

    private static let servers = """
        CREATE TABLE server (
            number INTEGER PRIMARY KEY REFERENCES subscription,
            state TEXT NOT NULL CHECK (state IN ('running', 'stopped', 'absent')),
            slots INTEGER NOT NULL CHECK (slots > 0 OR (slots = 0 AND state = 'absent')),
            pending_slots INTEGER CHECK (pending_slots > 0),
            generation INTEGER NOT NULL CHECK (generation > 0),
            host TEXT REFERENCES host,
            placement TEXT CHECK (placement IS NULL OR json_valid(placement)),
            claimed_slots INTEGER NOT NULL DEFAULT 0 CHECK (claimed_slots >= 0),
            secret TEXT,
            delivered_at INTEGER,
            observed TEXT CHECK (observed IS NULL OR json_valid(observed)),
            observed_at INTEGER,
            erased_at INTEGER,
            closed_at INTEGER,
            problem TEXT,
            CHECK (host IS NOT NULL OR claimed_slots = 0),
            CHECK (host IS NULL OR placement IS NOT NULL),
            CHECK (host IS NULL OR erased_at IS NOT NULL OR claimed_slots >= slots),
            CHECK (erased_at IS NULL OR (claimed_slots = 0 AND state = 'absent'))
        ) STRICT;
        CREATE INDEX server_host ON server (host) WHERE host IS NOT NULL;
        CREATE INDEX server_unplaced ON server (number) WHERE host IS NULL AND closed_at IS NULL;
        CREATE TRIGGER server_unplaced_first BEFORE INSERT ON server WHEN new.host IS NOT NULL
            BEGIN SELECT RAISE(ABORT, 'a server is placed after it is demanded'); END;
        CREATE TRIGGER server_forward BEFORE UPDATE OF generation ON server WHEN new.generation < old.generation
            BEGIN SELECT RAISE(ABORT, 'a generation never goes back'); END;
        CREATE TRIGGER server_kept BEFORE DELETE ON server BEGIN SELECT RAISE(ABORT, 'servers are kept'); END;
        CREATE TRIGGER server_slots AFTER UPDATE OF host, claimed_slots ON server BEGIN
            UPDATE host SET used_slots = used_slots - old.claimed_slots WHERE name = old.host;
            UPDATE host SET used_slots = used_slots + new.claimed_slots WHERE name = new.host;
        END;

        CREATE TABLE port_claim (
            address TEXT NOT NULL,
            transport TEXT NOT NULL CHECK (transport IN ('udp', 'tcp')),
            port INTEGER NOT NULL CHECK (port BETWEEN 1024 AND 65535),
            server INTEGER NOT NULL REFERENCES server,
            quarantine_until INTEGER,
            PRIMARY KEY (address, transport, port)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX port_claim_server ON port_claim (server);
        CREATE TRIGGER port_claim_attested BEFORE UPDATE OF quarantine_until ON port_claim
            WHEN (SELECT erased_at FROM server WHERE number = old.server) IS NULL
            BEGIN SELECT RAISE(ABORT, 'a port is released only when its host attested the erasure'); END;
        CREATE TRIGGER port_claim_fixed BEFORE UPDATE OF address, transport, port, server ON port_claim
            BEGIN SELECT RAISE(ABORT, 'a claim stays with its server'); END;
        CREATE TRIGGER port_claim_quarantined BEFORE DELETE ON port_claim WHEN old.quarantine_until IS NULL
            BEGIN SELECT RAISE(ABORT, 'a port passes through quarantine'); END;

        """

    private static let metering = """
        CREATE TABLE interval (
            host TEXT NOT NULL,
            journal_id TEXT NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence > 0),
            server TEXT NOT NULL,
            at INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('up', 'down', 'unknown', 'stopped')),
            evidence TEXT NOT NULL CHECK (json_valid(evidence)),
            PRIMARY KEY (host, journal_id, sequence)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX interval_server ON interval (server, at);
        """
}
