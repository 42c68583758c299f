/// The first deadline of an account, kept from one step to the next: most steps change nothing that it depends on. Not part
/// of what the account is, and never written down.
struct KnownDeadline: Sendable {
    /// Those under which it was found; nil where it has to be looked for.
    private var book: Rulebook?
    private var deadline: Deadline?

    init() {}

    init(_ deadline: Deadline?, under book: Rulebook) {
        (self.book, self.deadline) = (book, deadline)
    }

    /// Nil where it has to be looked for; inside, nil where nothing is ahead.
    func known(under book: Rulebook) -> Deadline?? {
        self.book.map { $0.isSame(as: book) } ?? false ? .some(deadline) : nil
    }
}

extension KnownDeadline: OmittedByDefault {
    static let usual = KnownDeadline()

    static func == (left: KnownDeadline, right: KnownDeadline) -> Bool { true }

    init(from decoder: any Decoder) throws {}

    func encode(to encoder: any Encoder) throws {}
}
