/// Quotes a value so that a POSIX shell reads it as one word, whatever it contains.
package func shellQuoted(_ value: String) -> String {
    "'" + value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
}
