extension Schema {
    /// Receipts of payments are numbered without gaps in each year, from here on: those sent before have no number.
    static let v11 = """
        CREATE TABLE receipt (
            sequence INTEGER PRIMARY KEY REFERENCES journal,
            year INTEGER NOT NULL,
            number INTEGER NOT NULL,
            issued_on TEXT NOT NULL CHECK (cast(substr(issued_on, 1, 4) AS INTEGER) = year),
            UNIQUE (year, number)
        ) STRICT;
        CREATE TRIGGER receipt_gapless BEFORE INSERT ON receipt
            WHEN new.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM receipt WHERE year = new.year)
            BEGIN SELECT RAISE(ABORT, 'the numbers of a year have no gaps'); END;
        CREATE TRIGGER receipt_fixed BEFORE UPDATE ON receipt
            BEGIN SELECT RAISE(ABORT, 'a receipt stays as it was issued'); END;
        CREATE TRIGGER receipt_kept BEFORE DELETE ON receipt
            BEGIN SELECT RAISE(ABORT, 'a receipt stays as it was issued'); END;

        CREATE TABLE receipt_numbering (after_sequence INTEGER NOT NULL) STRICT;
        INSERT INTO receipt_numbering SELECT coalesce(max(sequence), 0) FROM journal;

        """
}
