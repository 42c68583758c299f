extension Schema {
    /// When a server was last seen is known of its whole host; a row for each server would be written with every visit.
    static let v14 = """
        ALTER TABLE server DROP COLUMN observed_at;
        ALTER TABLE server_copy DROP COLUMN observed_at;

        """
}
