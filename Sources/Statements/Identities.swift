/// Tells lines with the same content apart, so that two equal payments of one day stay two, in every statement that
/// holds them both.
struct Identities {
    private var seen: [String: Int] = [:]

    /// The identity of the next line with this content.
    mutating func next(_ content: [String]) -> String {
        let text = content.map { $0.collapsed }.joined(separator: "\u{1F}")
        seen[text, default: 0] += 1
        return "\(text)\u{1F}\(seen[text, default: 1])"
    }
}

extension String {
    /// Without blanks at its ends, and with single ones inside: banks wrap and pad.
    var collapsed: String {
        split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Itself, or nil when nothing but blanks.
    var nonEmpty: String? {
        let text = collapsed
        return text.isEmpty ? nil : text
    }
}
