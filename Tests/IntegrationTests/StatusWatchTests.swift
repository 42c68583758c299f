import TestSupport
import Testing

/// `lessor status --watch` in a real terminal.
@Suite struct StatusWatchTests {
    /// Opens an account once the first page is there, ends the watch with Ctrl-C once a page shows it, and prints what it saw.
    private static let person = """
        import fcntl, os, pty, signal, struct, subprocess, sys, termios
        signal.alarm(120)
        lessor, rows = sys.argv[1], int(sys.argv[2])
        child, terminal = pty.fork()
        if child == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
            os.execv(lessor, [lessor, "status", "--watch", "--interval", "1"])
        seen = b""
        def until(word):
            global seen
            while word not in seen:
                seen += os.read(terminal, 4096)
        until(b"0, 0 parked")
        subprocess.run([lessor, "account", "open", "--name", "A. Client", "--email", "client@example.com"],
            check=True, capture_output=True)
        until(b"1, 0 parked")
        os.write(terminal, b"\\x03")
        try:
            while part := os.read(terminal, 4096):
                seen += part
        except OSError:
            pass
        sys.stdout.buffer.write(seen)
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        """

    private func watch(_ lab: TemporaryLab, rows: Int) async throws -> LessorProgram.Result {
        try Requirement.program("/usr/bin/python3", package: "python3")
        return try await LessorProgram.execute([
            "LESSOR_STATE=\(lab.state)", "LESSOR_TEMPLATES=\(LessorProgram.source)/Templates", "TERM=xterm",
            "/usr/bin/python3", "-c", Self.person, LessorProgram.lessor, "\(rows)",
        ])
    }

    @Test func `a page shows what changed, and Ctrl-C gives the terminal back as it was`() async throws {
        let seen = try await watch(try await TemporaryLab(), rows: 40)
        #expect(seen.status == 0, "\(seen.errors)")
        #expect(seen.output.hasPrefix("\u{1B}[?1049h\u{1B}[?25l"), "another page, without the cursor")
        #expect(seen.output.hasSuffix("\u{1B}[?25h\u{1B}[?1049l"), "\(seen.output.suffix(40))")
        #expect(seen.output.contains("Nothing wants a person."))
        #expect(!seen.output.contains("\u{1B}[2J"), "clearing flickers")
    }

    @Test func `a low terminal shows the first lines and how many more there are`() async throws {
        let seen = try await watch(try await TemporaryLab(), rows: 8)
        #expect(seen.status == 0, "\(seen.errors)")
        #expect(seen.output.contains(" more lines"))
        #expect(!seen.output.contains("Nothing wants a person."))
    }

    @Test(arguments: [
        (["--watch", "--format", "json"], "--watch shows a table"), (["--interval", "0"], "at least 1"),
    ])
    func `what makes no sense is wrong usage`(words: [String], sentence: String) async throws {
        let lab = try await TemporaryLab()
        let result = try await lab.run(["status"] + words)
        #expect(result.status == 64 && result.errors.contains(sentence), "\(result.errors)")
    }
}
