import Foundation
import Testing

/// An SMTP server of Python's standard library on a loopback port that the system chose. What it takes it keeps as files; what
/// it says to the next mail is a word in a file.
final class SMTPSink {
    enum Mood: String, CaseIterable {
        case accept
        /// 451 to the recipient: try later.
        case greylist
        /// 554 to the recipient: never.
        case refuse
        /// 452 after the whole mail was sent.
        case full
    }

    let folder: TemporaryFolder
    /// A sendmail-compatible command that delivers here.
    let sendmail: String
    private var server: ChildProcess

    init() async throws {
        try #require(
            FileManager.default.isExecutableFile(atPath: "/usr/bin/msmtp"),
            "this test needs the program msmtp; install the package msmtp"
        )
        folder = try TemporaryFolder()
        _ = try folder.write(Self.program, to: "sink.py")
        // Without `-f` msmtp takes the envelope's sender from the mail.
        let script = """
            #!/bin/sh
            exec /usr/bin/msmtp --host=127.0.0.1 --port="$(cat '\(folder.path)/port')" --timeout=20 --read-envelope-from "$@"

            """
        sendmail = try folder.write(script, to: "sendmail", mode: 0o755)
        _ = try folder.write(Mood.accept.rawValue, to: "mood")
        server = try Self.start(in: folder)
        try await waitForPort()
    }

    deinit { kill(server.id, SIGKILL) }

    /// The answer to the mails that follow.
    func answer(_ mood: Mood) throws { _ = try folder.write(mood.rawValue, to: "mood") }

    /// Ends the server; its port answers nobody until `restart`.
    func stop() async throws {
        kill(server.id, SIGKILL)
        _ = try await server.end()
    }

    func restart() async throws {
        try FileManager.default.removeItem(atPath: "\(folder.path)/port")
        server = try Self.start(in: folder)
        try await waitForPort()
    }

    /// The mails that were taken, in order, as they came over the line.
    func mails() throws -> [[UInt8]] {
        try folder.names().filter { $0.hasSuffix(".eml") }.map { try folder.bytes($0) }
    }

    /// Sender and recipients of each mail as the protocol gave them.
    func envelopes() throws -> [String] {
        try folder.names().filter { $0.hasSuffix(".envelope") }.map {
            String(decoding: try folder.bytes($0), as: UTF8.self)
        }
    }

    private static func start(in folder: TemporaryFolder) throws -> ChildProcess {
        try ChildProcess(
            ["/usr/bin/python3", "\(folder.path)/sink.py", folder.path],
            in: folder,
            input: "",
            output: "log"
        )
    }

    private func waitForPort() async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while !FileManager.default.fileExists(atPath: "\(folder.path)/port") {
            try #require(ContinuousClock.now < deadline, "the server did not begin; its words are in the file log")
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private static let program = #"""
        import os, socketserver, sys
        folder = sys.argv[1]
        def path(name): return os.path.join(folder, name)
        def write(name, data):
            with open(path(name + ".part"), "wb") as file: file.write(data)
            os.rename(path(name + ".part"), path(name))
        class Session(socketserver.StreamRequestHandler):
            def say(self, line): self.wfile.write(line.encode() + b"\r\n")
            def handle(self):
                mood = open(path("mood")).read().strip()
                sender, recipients = "", []
                self.say("220 sink ESMTP")
                for line in self.rfile:
                    words = line.decode().strip()
                    verb = words.upper()
                    if verb.startswith("EHLO"): self.say("250-sink\r\n250 8BITMIME")
                    elif verb.startswith("HELO"): self.say("250 sink")
                    elif verb.startswith("MAIL FROM:"):
                        sender = words[10:].split()[0]
                        self.say("250 ok")
                    elif verb.startswith("RCPT TO:"):
                        if mood == "greylist": self.say("451 4.7.1 greylisted, try again later")
                        elif mood == "refuse": self.say("554 5.7.1 not for this address")
                        else:
                            recipients.append(words[8:].split()[0])
                            self.say("250 ok")
                    elif verb == "DATA":
                        self.say("354 go on")
                        data = b""
                        for part in self.rfile:
                            if part == b".\r\n": break
                            data += part[1:] if part.startswith(b".") else part
                        else: return
                        if mood == "full":
                            self.say("452 4.3.1 mail system full")
                            continue
                        number = len([n for n in os.listdir(folder) if n.endswith(".eml")]) + 1
                        write("%04d.envelope" % number, " ".join([sender] + recipients).encode())
                        write("%04d.eml" % number, data)
                        self.say("250 taken")
                    elif verb == "QUIT":
                        self.say("221 bye")
                        return
                    else: self.say("250 ok")
        with socketserver.TCPServer(("127.0.0.1", 0), Session) as server:
            write("port", str(server.server_address[1]).encode())
            server.serve_forever()

        """#
}
