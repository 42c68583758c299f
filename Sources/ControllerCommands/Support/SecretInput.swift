import Foundation

/// Reads a secret from standard input: no list of processes, no history of a shell and no screen shows it.
enum SecretInput {
    /// The first line, without its end.
    static func read(_ what: String) throws -> String {
        let line = isatty(STDIN_FILENO) == 1 ? unseen { ask(what) } : readLine()
        guard let line, !line.isEmpty else {
            throw CommandFailure(description: "Standard input holds no \(what); write it there, in one line.")
        }
        return line
    }

    private static func ask(_ what: String) -> String? {
        Console.note("\(what):")
        return readLine()
    }

    /// Without what is typed being shown.
    private static func unseen(_ body: () -> String?) -> String? {
        var usual = termios()
        guard tcgetattr(STDIN_FILENO, &usual) == 0 else { return body() }
        var quiet = usual
        quiet.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet)
        defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &usual) }
        return body()
    }
}
