import Controller
import Foundation
import Glibc
import Testing

@Suite struct MailTransportTests {
    @Test func `a mail delivered twice is one file that only its owner reads`() async throws {
        let folder = try TemporaryFolder()
        let spool = try MailSpool(directory: "\(folder.path)/spool")
        let mail = try MailComposer.shipped().sample("R6.11-12.stop")
        try await spool.deliver(mail)
        try await spool.deliver(mail)
        try await spool.deliver(MailComposer.shipped().sample("R6.11-02"))
        let names = ["R6.11-02_2FS-1001_2F3.eml", "R6.11-12.stop_2FS-1001_2F3.eml"]
        #expect(try folder.names(in: "spool") == names)
        #expect(try folder.bytes("spool/\(names[1])") == mail.rfc5322)
        let mode = try FileManager.default.attributesOfItem(atPath: spool.path(of: mail))[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `many deliveries at once leave whole files`() async throws {
        let folder = try TemporaryFolder()
        let spool = try MailSpool(directory: folder.path)
        let mail = try MailComposer.shipped().sample("R6.11-02")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { @concurrent in try await spool.deliver(mail) } }
            try await group.waitForAll()
        }
        #expect(try folder.names().count == 1)
        #expect(try folder.bytes("R6.11-02_2FS-1001_2F3.eml") == mail.rfc5322)
    }

    @Test func `a spool that cannot be written is named`() async throws {
        #expect(throws: MailError.self) { try MailSpool(directory: "/nonexistent/spool") }
        let folder = try TemporaryFolder()
        let spool = try MailSpool(directory: "\(folder.path)/spool")
        try FileManager.default.removeItem(atPath: "\(folder.path)/spool")
        let mail = try MailComposer.shipped().sample("R6.11-02")
        let error = await #expect(throws: MailError.self) { try await spool.deliver(mail) }
        #expect(error?.description.contains("\(folder.path)/spool") == true)
    }

    private func script(_ folder: TemporaryFolder, _ body: String) throws -> String {
        try folder.write("#!/bin/sh\ncd '\(folder.path)'\n\(body)\n", to: "sendmail", mode: 0o755)
    }

    @Test func `the mail command gets the mail and its arguments`() async throws {
        let folder = try TemporaryFolder()
        let command = try script(folder, "echo \"$@\" > arguments\ncat > mail")
        let mail = try MailComposer.shipped().sample("R6.11-02")
        try await SendmailTransport(command: command).deliver(mail)
        #expect(try folder.bytes("mail") == mail.rfc5322)
        #expect(String(decoding: try folder.bytes("arguments"), as: UTF8.self) == "-t -i\n")
    }

    @Test func `what the mail command says when it fails is passed on`() async throws {
        let folder = try TemporaryFolder()
        let command = try script(folder, "cat > /dev/null\necho 'no queue' >&2\necho 'try later' >&2\nexit 75")
        let mail = try MailComposer.shipped().sample("R6.11-02")
        let error = await #expect(throws: MailError.self) {
            try await SendmailTransport(command: command).deliver(mail)
        }
        let sentence = try #require(error?.description)
        #expect(
            sentence.contains(command) && sentence.contains("75") && sentence.contains("no queue try later"),
            "\(sentence)"
        )
    }

    @Test func `a mail command that is not there is named`() async throws {
        let mail = try MailComposer.shipped().sample("R6.11-02")
        let error = await #expect(throws: MailError.self) {
            try await SendmailTransport(command: "/nonexistent/sendmail").deliver(mail)
        }
        #expect(error?.description.contains("/nonexistent/sendmail") == true)
    }

    @Test func `a mail command that does not read is an error and no crash`() async throws {
        let folder = try TemporaryFolder()
        let command = try script(folder, "exec 0<&-\nexit 1")
        let large = try MailComposer.shipped().sample("R6.1-02", name: String(repeating: "é", count: 100_000))
        await #expect(throws: MailError.self) { try await SendmailTransport(command: command).deliver(large) }
    }

    @Test func `a mail command that talks a lot is judged by its exit code and quoted in short`() async throws {
        let folder = try TemporaryFolder()
        let talk = "head -c 1000000 /dev/zero | tr '\\0' x >&2\nexit"
        let mail = try MailComposer.shipped().sample("R6.11-02")
        try await SendmailTransport(command: script(folder, "\(talk) 0")).deliver(mail)
        let error = await #expect(throws: MailError.self) {
            try await SendmailTransport(command: script(folder, "\(talk) 3")).deliver(mail)
        }
        #expect(error?.description.contains("xxx") == true)
        #expect(error.map { $0.description.count < 1000 } == true)
    }

    @Test(.timeLimit(.minutes(5))) func `a delivery left in the background does not hold up the next`() async throws {
        let folder = try TemporaryFolder()
        let command = try script(folder, "sleep 300 & echo $! > child\nexit 0")
        let mail = try MailComposer.shipped().sample("R6.11-02")
        try await SendmailTransport(command: command).deliver(mail)
        let text = String(decoding: try folder.bytes("child"), as: UTF8.self).split(separator: "\n")
        let child = try #require(text.first.flatMap { Int32($0) })
        // Still asleep: nobody waited for it.
        #expect(kill(child, SIGKILL) == 0)
    }

    @Test(.timeLimit(.minutes(5))) func `a mail command that hangs is ended with its children`() async throws {
        let folder = try TemporaryFolder()
        let command = try script(folder, "sleep 300 & echo $! > child\ncat > /dev/null\nwait")
        let mail = try MailComposer.shipped().sample("R6.11-02")
        let error = await #expect(throws: MailError.self) {
            try await SendmailTransport(command: command, timeLimit: .seconds(5)).deliver(mail)
        }
        #expect(error?.description.contains("did not end within 5.0 seconds") == true)
        let text = String(decoding: try folder.bytes("child"), as: UTF8.self).split(separator: "\n")
        let child = try #require(text.first.flatMap { Int32($0) })
        var alive = true
        let deadline = ContinuousClock.now + .seconds(60)
        while alive, ContinuousClock.now < deadline {
            alive = kill(child, 0) == 0
            if alive { try await Task.sleep(for: .milliseconds(20)) }
        }
        #expect(!alive)
    }
}
