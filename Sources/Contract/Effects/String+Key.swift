extension String {
    /// A key that names something once and for ever: `debit/S-1001/3`.
    ///
    /// Written in one go: an interpolation grows its string part by part, and a step writes half a dozen keys.
    static func key(_ head: String, _ subject: some Identifier, _ label: some CustomStringConvertible) -> String {
        guard subject.number >= 0 else { return "\(head)/\(subject)/\(label)" }
        if let label = label as? Int, label >= 0 {
            return String(head, subject, count: UInt64(label).digitCount) { $0.put(UInt64(label)) }
        }
        let label = label.description
        return String(head, subject, count: label.utf8.count) { $0.put(label) }
    }

    private init<Subject: Identifier>(
        _ head: String,
        _ subject: Subject,
        count labelCount: Int,
        putLabel: (inout Slice<UnsafeMutableBufferPointer<UInt8>>) -> Void
    ) {
        let (number, prefix) = (UInt64(subject.number), Subject.prefix)
        let count = head.utf8.count + prefix.utf8.count + number.digitCount + labelCount + 2
        self.init(unsafeUninitializedCapacity: count) { text in
            var rest = text[...]
            rest.put(head)
            rest.put("/")
            rest.put(prefix)
            rest.put(number)
            rest.put("/")
            putLabel(&rest)
            return count
        }
    }
}

extension UInt64 {
    fileprivate var digitCount: Int {
        var (count, rest) = (1, self / 10)
        while rest > 0 { (count, rest) = (count + 1, rest / 10) }
        return count
    }
}

extension Slice<UnsafeMutableBufferPointer<UInt8>> {
    /// Writes at the beginning, and leaves what is behind.
    fileprivate mutating func put(_ part: String) {
        self = self[initialize(fromContentsOf: part.utf8)...]
    }

    fileprivate mutating func put(_ number: UInt64) {
        let end = startIndex + number.digitCount
        var (place, rest) = (end, number)
        repeat {
            place -= 1
            self[place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        } while rest > 0
        self = self[end...]
    }
}
