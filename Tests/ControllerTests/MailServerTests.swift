import Contract
import Foundation
import Store
import Testing

@testable import Controller

/// Mail through a real sendmail-compatible command to a real SMTP server.
@Suite struct MailServerTests {
    /// The lab with its mail going to the sink.
    private static func workspace(_ lab: TemporaryWorkspace, to sink: SMTPSink) throws -> Workspace {
        let directory = lab.workspace.directory
        let settings = "sendmail: \(sink.sendmail)\nsender: service@serveurts.example\nsenderName: Sérveur TS\n"
        try settings.write(toFile: directory.settings, atomically: true, encoding: .utf8)
        return try Workspace.open(directory, templates: lab.workspace.templates)
    }

    private static func openAccount(_ workspace: Workspace, _ language: Person.Language = .fr) throws -> AccountID {
        let person = Person(
            name: "Dupont",
            firstName: "Hélène",
            email: "helene@example.com",
            postalAddress: "",
            language: language
        )
        return try workspace.openAccount(person, kind: .consumer).0
    }

    @Test func `every notice arrives as valid MIME with a UTF-8 subject, as text and as HTML`() async throws {
        let sink = try await SMTPSink()
        let transport = SendmailTransport(command: sink.sendmail)
        let composer = try MailComposer.shipped()
        var sent: [MailMessage] = []
        for language in MailLanguage.allCases {
            for template in NoticeSamples.templates { sent.append(try composer.sample(template, language)) }
        }
        for mail in sent { try await transport.deliver(mail) }
        let arrived = try sink.mails()
        try #require(arrived.count == sent.count)
        let envelope = "<facturation@serveurts.example> <helene@example.org>"
        #expect(try sink.envelopes().allSatisfy { $0 == envelope })
        for (mail, read) in zip(sent, try await PythonMail.parse(arrived)) {
            #expect(read.defects == [])
            #expect(read.subject == mail.subject)
            #expect(read.plain == mail.text)
            #expect(read.html.contains("<html") && !read.html.contains("\u{FFFD}"))
            #expect(read.messageID == mail.messageID)
            #expect(read.epoch == mail.date.epochSeconds)
        }
        #expect(Set(sent.map(\.subject)).contains { !$0.utf8.allSatisfy { $0 < 128 } })
    }

    @Test(arguments: [SMTPSink.Mood.greylist, .refuse, .full])
    func `R6.1-02 a mail that the server does not take is not given, waits with its error, and arrives once`(
        mood: SMTPSink.Mood
    ) async throws {
        let (lab, sink) = (try await TemporaryWorkspace(), try await SMTPSink())
        let workspace = try Self.workspace(lab, to: sink)
        let account = try Self.openAccount(workspace)
        try sink.answer(mood)
        let room = try MailRoom(workspace: workspace)
        var now = try workspace.time.now()
        // Again after one minute, then two, then four.
        for (attempt, wait) in [60, 120, 240].enumerated() {
            let report = try await room.deliver(at: now)
            #expect(report.mailed == 0 && report.problems.count == 1)
            let waiting = try #require(try workspace.store.mail(of: account).first)
            #expect(waiting.attempts == attempt + 1 && waiting.handedOverAt == nil)
            #expect(waiting.nextAttempt == now.adding(seconds: Int64(wait)))
            let answer = ["greylist": "451", "refuse": "554", "full": "452"][mood.rawValue] ?? ""
            #expect(waiting.lastError?.contains(answer) == true, "\(waiting.lastError ?? "")")
            #expect(try await room.deliver(at: now.adding(seconds: Int64(wait - 1))).problems.isEmpty)
            now = now.adding(seconds: Int64(wait))
            try workspace.store.setLabTime(now)
        }
        #expect(try sink.mails().isEmpty)
        #expect(try workspace.store.account(account)?.status == .created)
        try sink.answer(.accept)
        #expect(try await room.deliver(at: now).mailed == 1)
        #expect(try await room.deliver(at: now.adding(seconds: 86_400)).mailed == 0)
        #expect(try workspace.store.account(account)?.status == .active)
        let mails = try await PythonMail.parse(try sink.mails())
        #expect(mails.count == 1 && mails[0].subject.contains("Votre compte"), "\(mails.map(\.subject))")
    }

    @Test func `a server that is down keeps nothing and loses nothing; a mail sent twice has one Message-ID`()
        async throws
    {
        let (lab, sink) = (try await TemporaryWorkspace(), try await SMTPSink())
        let workspace = try Self.workspace(lab, to: sink)
        for _ in 0..<5 { _ = try Self.openAccount(workspace, .en) }
        try await sink.stop()
        let room = try MailRoom(workspace: workspace)
        let now = try workspace.time.now()
        // After three in a row the others are not even tried: the command is to blame, not the mails.
        #expect(try await room.deliver(at: now).problems.count == 3)
        let waiting = try workspace.store.waitingMail(limit: 10)
        #expect(waiting.count == 5 && waiting.count { $0.lastError != nil } == 3)
        try await sink.restart()
        #expect(try await room.deliver(at: now).mailed == 2)
        // The hand-over of the first is lost with the controller: it is delivered again, as the same mail.
        let first = try #require(waiting.first { $0.lastError != nil })
        #expect(try workspace.store.retryMail(first.key, at: now) == 1)
        let message = try MailWriter(workspace: workspace).write(first, at: now)
        try await SendmailTransport(command: sink.sendmail).deliver(message)
        try workspace.store.setLabTime(now.adding(seconds: 60))
        #expect(try await room.deliver(at: now.adding(seconds: 60)).mailed == 3)
        let mails = try await PythonMail.parse(try sink.mails())
        #expect(mails.count == 6 && Set(mails.map(\.messageID)).count == 5)
        #expect(try workspace.store.waitingMail(limit: 10).isEmpty)
    }
}
