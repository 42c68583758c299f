import Glibc

/// Leaves each mail as an `.eml` file in a folder. A mail delivered twice is one file.
package struct MailSpool: MailTransport {
    private let directory: String

    /// Makes the folder if it does not exist; only its owner may read what clients are told.
    package init(directory: String) throws(MailError) {
        if mkdir(directory, 0o700) != 0 && errno != EEXIST {
            let reason = String(cString: strerror(errno))
            throw .spool("The mail spool \(directory) cannot be made: \(reason); create it or name another folder.")
        }
        self.directory = directory
    }

    package func deliver(_ message: MailMessage) async throws(MailError) {
        do {
            try AtomicFile.write(message.rfc5322, to: path(of: message), mode: 0o600)
        } catch {
            throw .spool(error.description)
        }
    }

    /// Where a mail's file is.
    package func path(of message: MailMessage) -> String {
        "\(directory)/\(message.name).eml"
    }
}
