/// Quotes a value so that a POSIX shell reads it as one word, whatever it contains.
package func shellQuoted(_ value: String) -> String {
    "'" + value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
}

/// The same where a shell would not read it as one plain word, for commands that people read and copy.
package func shellWord(_ value: String) -> String {
    let isPlain = value.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: "-_./:@%+,".utf8.contains(byte)
        }
    }
    return isPlain && !value.isEmpty && !value.hasPrefix("-") ? value : shellQuoted(value)
}
