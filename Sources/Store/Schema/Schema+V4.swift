extension Schema {
    /// Invoices and credit notes, numbered without gaps in each year; and whom they were addressed to, kept apart so that
    /// it can be erased when the law no longer asks for it.
    static let v4 = """
        CREATE TABLE invoice (
            sequence INTEGER PRIMARY KEY REFERENCES journal,
            series TEXT NOT NULL CHECK (series IN ('F', 'A')),
            year INTEGER NOT NULL,
            number INTEGER NOT NULL,
            account INTEGER NOT NULL REFERENCES account,
            key TEXT NOT NULL UNIQUE,
            issued_on TEXT NOT NULL CHECK (cast(substr(issued_on, 1, 4) AS INTEGER) = year),
            net INTEGER NOT NULL CHECK (net >= 0),
            tax INTEGER NOT NULL CHECK (tax >= 0),
            gross INTEGER NOT NULL CHECK (gross > 0),
            corrects INTEGER REFERENCES invoice,
            UNIQUE (series, year, number),
            CHECK (net + tax = gross),
            CHECK (series = 'A' OR corrects IS NULL)
        ) STRICT;
        CREATE INDEX invoice_account ON invoice (account);
        CREATE TRIGGER invoice_gapless BEFORE INSERT ON invoice
            WHEN new.number IS NOT (
                SELECT coalesce(max(number), 0) + 1 FROM invoice WHERE series = new.series AND year = new.year
            )
            BEGIN SELECT RAISE(ABORT, 'the numbers of a year have no gaps'); END;
        CREATE TRIGGER invoice_fixed BEFORE UPDATE ON invoice
            BEGIN SELECT RAISE(ABORT, 'an invoice stays as it was issued'); END;
        CREATE TRIGGER invoice_kept BEFORE DELETE ON invoice
            BEGIN SELECT RAISE(ABORT, 'an invoice stays as it was issued'); END;

        CREATE TABLE invoice_party (
            invoice INTEGER PRIMARY KEY REFERENCES invoice,
            name TEXT NOT NULL,
            postal_address TEXT NOT NULL,
            language TEXT NOT NULL CHECK (language IN ('fr', 'en'))
        ) STRICT;
        CREATE TRIGGER invoice_party_fixed BEFORE UPDATE ON invoice_party
            BEGIN SELECT RAISE(ABORT, 'an invoice stays as it was issued'); END;

        """
}
