extension Schema {
    /// A secret of each server that its client is not told.
    static let v17 = """
        ALTER TABLE server ADD COLUMN host_secret TEXT;
        UPDATE server SET host_secret = lower(hex(randomblob(16))) WHERE secret IS NOT NULL;

        """
}
