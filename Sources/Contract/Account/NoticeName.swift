/// The parts of a ``NoticeKey``: `R6.11-02/S-1001/3`.
struct NoticeName {
    let template: Substring
    /// The subscription or the account.
    let subject: Substring
    /// What tells it from others of the template; may hold further slashes.
    let number: Substring

    /// Nil where a part is missing.
    init?(_ key: NoticeKey) {
        let slash = UInt8(ascii: "/")
        guard let first = key.utf8.firstIndex(of: slash) else { return nil }
        let rest = key[key.utf8.index(after: first)...]
        guard let second = rest.utf8.firstIndex(of: slash) else { return nil }
        template = key[..<first]
        subject = rest[..<second]
        number = rest[rest.utf8.index(after: second)...]
    }
}
