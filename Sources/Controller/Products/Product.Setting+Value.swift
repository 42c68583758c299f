extension Product.Setting {
    /// A value that the setting cannot have.
    struct Refusal: Error {
        /// As in "must be a whole number from 1 to 10".
        let wanted: String
    }

    /// What the program's file has for a client's `value`; throws what it must be instead.
    func rendered(_ value: String) throws(Refusal) -> String {
        switch kind {
        case .text:
            if value.unicodeScalars.count <= length ?? 0, value == value.inOneLine { return value }
        case .secret:
            // What every program's format has as it is, so that nobody is locked out by a sign that became another one.
            if (1...(length ?? 0)).contains(value.utf8.count), value.utf8.allSatisfy(Self.isPlain) { return value }
        case .integer:
            if let number = Int(value), ((min ?? .min)...(max ?? .max)).contains(number) { return String(number) }
        case .choice:
            if values?.contains(value) ?? false { return value }
        case .toggle:
            if let on, value == "on" { return on }
            if let off, value == "off" { return off }
        }
        throw Refusal(wanted: wanted)
    }

    /// What a client may write.
    package var wanted: String {
        switch kind {
        case .text: "a text of \(length ?? 0) characters at most, in one line"
        case .integer: "a whole number from \(min ?? .min) to \(max ?? .max)"
        case .choice: "one of \((values ?? []).joined(separator: ", "))"
        case .toggle: "on or off"
        case .secret:
            "1 to \(length ?? 0) letters, digits, full stops, hyphens and underscores, given on standard input"
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            || [45, 46, 95].contains(byte)
    }

    /// What its kind needs and it lacks; nil when it is whole.
    var missing: String? {
        if `default` == nil, kind != .secret { return "a default" }
        return switch kind {
        case .text, .secret: length.map { $0 > 0 } ?? false ? nil : "a length of 1 or more"
        case .integer: zip(min, max).map { $0 <= $1 } ?? false ? nil : "a min that is not above its max"
        case .choice: values?.isEmpty ?? true ? "values" : nil
        case .toggle: on != nil && off != nil ? nil : "on and off"
        }
    }
}

/// Both, or nil.
private func zip(_ first: Int?, _ second: Int?) -> (Int, Int)? {
    if let first, let second { (first, second) } else { nil }
}
