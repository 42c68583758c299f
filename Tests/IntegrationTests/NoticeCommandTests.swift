import Foundation
import Testing

/// `lessor notice` as an operator uses it when mail fails.
@Suite struct NoticeCommandTests {
    private static let activation = "R6.1-02/A-1001/1"
    private static let receipt = "R6.2-01/S-1001/1"

    /// A lab with a client, whose mails go to a command that refuses them until `mend`.
    private func makeLab() async throws -> TemporaryLab {
        let lab = try await TemporaryLab()
        let sendmail = lab.folder.path + "/sendmail"
        let script = "#!/bin/sh\ncat > /dev/null\n[ -e \"$0.works\" ] || { echo 'relay is closed' >&2; exit 75; }\n"
        try script.write(toFile: sendmail, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: sendmail)
        try "sendmail: \(sendmail)\n".write(toFile: lab.state + "/settings.yaml", atomically: false, encoding: .utf8)
        try await lab.openClient()
        _ = try await lab.run("tick")
        return lab
    }

    private func mend(_ lab: TemporaryLab) throws {
        try Data().write(to: lab.folder.appending(path: "sendmail.works"))
    }

    private struct Row: Decodable {
        let key: String
        let what: String
        let given: String?
        let attempts: Int
        let nextTry: String?
        let problem: String?
    }

    private func rows(_ lab: TemporaryLab, _ words: String...) async throws -> [Row] {
        let output = try await lab.run(["notice", "list"] + words + ["--format", "json"]).output
        return try JSONDecoder().decode([Row].self, from: Data(output.utf8))
    }

    @Test func `R12.1-01 notice show tells what became of a mail and what it says`() async throws {
        let lab = try await makeLab()
        let shown = try await lab.run("notice", "show", Self.activation)
        try #require(shown.status == 0, "\(shown.errors)")
        for line in [
            "notice      \(Self.activation)", "what        activation of the account", "account     A-1001",
            "failed      1 times", "subject     ", "A-1001",
        ] { #expect(shown.output.contains(line), "\(line) in \(shown.output)") }
        #expect(shown.output.contains("relay is closed") && !shown.output.contains("given "))
        struct View: Decodable {
            let notice: Row
            let subject: String?
            let text: String?
        }
        let json = try await lab.run("notice", "show", Self.activation, "--format", "json").output
        let view = try JSONDecoder().decode(View.self, from: Data(json.utf8))
        #expect(view.notice.key == Self.activation && view.notice.given == nil && view.notice.attempts == 1)
        #expect(view.subject?.contains("A-1001") == true && view.text?.contains("A-1001") == true)
        let unknown = try await lab.run("notice", "show", "R6.1-02/A-9/1")
        #expect(unknown.status == 66 && unknown.errors.contains("R6.1-02/A-9/1"), "\(unknown.errors)")
    }

    @Test func `R6.1-02 notice retry makes one mail due, --all every one, and none twice`() async throws {
        let lab = try await makeLab()
        #expect(try await rows(lab).allSatisfy { $0.attempts == 1 && $0.nextTry != nil })
        #expect(try await rows(lab).map(\.key) == [Self.activation, Self.receipt])
        try mend(lab)
        _ = try await lab.run("tick")
        #expect(try await rows(lab).count == 2, "in a lab whose clock stands nothing falls due by itself")

        let one = try await lab.run("notice", "retry", Self.activation)
        #expect(one.status == 0 && one.output == "1 mail is due now.\n", "\(one.errors)")
        #expect(try await lab.run("tick").status == 0)
        #expect(try await rows(lab).map(\.key) == [Self.receipt])
        #expect(try await rows(lab, "A-1001").first { $0.key == Self.activation }?.given != nil)

        let all = try await lab.run("notice", "retry", "--all", "--format", "json")
        #expect(try all.status == 0 && JSON.parse(all.output) as? [String: Int] == ["due": 1])
        #expect(try await lab.run("tick").status == 0)
        #expect(try await rows(lab).isEmpty)

        let given = try await lab.run("notice", "retry", Self.activation)
        #expect(given.status == 1 && given.errors.contains("was given already"), "\(given.errors)")
        #expect(try await lab.run("notice", "retry", "R6.1-02/A-9/1").status == 66)
        for words in [[], [Self.activation, "--all"]] {
            #expect(try await lab.run(["notice", "retry"] + words).status == 64)
        }
    }

    @Test func `plan, journal and scenario say in words what a mail is`() async throws {
        let lab = try await makeLab()
        let journal = try await lab.run("ledger", "journal").output
        #expect(journal.contains("mail: activation of the account (R6.1-02)"), "\(journal)")
        let paid = try await lab.run(
            ["payment", "credit", "A-1001", "--amount", "7", "--method", "transfer", "--reference", "T-1"]
        )
        #expect(paid.output.contains("mail: receipt of a payment (R6.2-02)"), "\(paid.output)\(paid.errors)")
        _ = try await lab.run("payment", "code", "validate", "A-1001", "XK7P-22QD", "--amount", "3.00")
        let plan = try await lab.run("plan").output
        #expect(plan.contains("mail: code expired (R6.8-03)"), "\(plan)")
        let scenario = "\(LessorProgram.source)/Templates/scenarios/8-suspension.yaml"
        let played = try await lab.run("scenario", "run", scenario).output
        #expect(played.contains("(R8-02)") && !played.contains("mail R8-02"), "\(played)")
    }
}
