import Subprocess

/// Hands mails to a `sendmail` command on its standard input.
package struct SendmailTransport: MailTransport {
    private let command: String
    private let arguments: [String]
    private let timeLimit: Duration

    /// - Parameters:
    ///   - command: absolute path.
    ///   - arguments: `-t` takes the recipients from the headers, `-i` takes lines with a single dot as text.
    ///   - timeLimit: after it the command is ended, and the mail counts as not handed over.
    package init(
        command: String = "/usr/sbin/sendmail",
        arguments: [String] = ["-t", "-i"],
        timeLimit: Duration = .seconds(30)
    ) {
        self.command = command
        self.arguments = arguments
        self.timeLimit = timeLimit
    }

    package func deliver(_ message: MailMessage) async throws(MailError) {
        let outcome: Outcome
        let mail = try UnnamedFile(message.rfc5322)
        do {
            outcome = try await withThrowingTaskGroup(of: Outcome.self) { group in
                group.addTask { try await self.run(mail) }
                group.addTask {
                    try await Task.sleep(for: self.timeLimit)
                    return .late
                }
                defer { group.cancelAll() }
                return try await group.next() ?? .late
            }
        } catch {
            throw .command(command, reason: Self.oneLine("\(error)"))
        }
        switch outcome {
        case .taken: return
        case .late: throw .command(command, reason: "it did not end within \(timeLimit)")
        case .failed(let reason): throw .command(command, reason: reason)
        }
    }

    private enum Outcome: Sendable {
        case taken
        case late
        case failed(String)
    }

    private func run(_ mail: UnnamedFile) async throws -> Outcome {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(2))]
        let errors = try UnnamedFile()
        let script = "mail=$1 errors=$2; shift 2; exec \"$@\" < \"$mail\" 2> \"$errors\""
        let result = try await Subprocess.run(
            .name("sh"),
            arguments: Arguments(["-c", script, "sh", mail.path, errors.path, command] + arguments),
            platformOptions: options,
            input: .none,
            output: .discarded,
            error: .discarded
        )
        if case .exited(0) = result.terminationStatus { return .taken }
        let said = Self.oneLine(errors.text(limit: 500))
        return .failed("\(result.terminationStatus)\(said.isEmpty ? "" : ", \(said)")")
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
