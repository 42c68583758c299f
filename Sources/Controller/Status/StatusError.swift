/// Why the status files could not be written.
package enum StatusError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A file or folder; the sentence says which and why. What was there before is whole.
    case file(AtomicFile.Failure)
    /// A name that cannot be a file's name.
    case unusableName(String)
    /// A document could not be encoded.
    case encoding(String, reason: String)

    package var description: String {
        switch self {
        case .file(let failure): failure.description
        case .unusableName(let name):
            "The host or server \"\(name)\" cannot have a status file, because its name is not made of letters, digits, "
                + "dots, hyphens and underscores; rename it."
        case .encoding(let file, let reason):
            "The status file \(file) could not be encoded: \(reason); report this as a fault of Lessor."
        }
    }
}
