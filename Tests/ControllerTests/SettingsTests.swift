import Store
import Testing

@testable import Controller

/// A setting that does nothing would send mail into the wrong place.
@Suite struct SettingsTests {
    @Test func `no file and an empty one mean the defaults`() throws {
        let folder = try TemporaryFolder()
        #expect(try Settings.load(folder.path + "/settings.yaml") == Settings())
        #expect(try Settings.load(folder.write("\n", to: "settings.yaml")) == Settings())
    }

    @Test func `what is set is read`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("sendmail: /usr/sbin/sendmail\nquarantineSeconds: 60\n", to: "settings.yaml")
        #expect(try Settings.load(path).sendmail == "/usr/sbin/sendmail")
        #expect(try Settings.load(path).quarantine == 60)
    }

    @Test func `what has ended is kept aside for a day, in a lab not at all, or as long as is set`() throws {
        #expect(Settings().keptAside(of: .real) == 86_400 && Settings().keptAside(of: .lab) == nil)
        let folder = try TemporaryFolder()
        let set = try Settings.load(folder.write("keptAsideSeconds: 60\n", to: "set.yaml"))
        #expect(set.keptAside(of: .real) == 60 && set.keptAside(of: .lab) == 60)
        let none = try Settings.load(folder.write("keptAsideSeconds: 0\n", to: "none.yaml"))
        #expect(none.keptAside(of: .real) == nil)
    }

    @Test(arguments: [
        "sendmial: /bin/true", "sendmail: sendmail", "quarantineSeconds: -1", "sender: [", "keptAsideSeconds: -1",
        "- 1",
    ])
    func `a mistake is an error`(_ text: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(text + "\n", to: "settings.yaml")
        #expect(throws: WorkspaceError.self) { try Settings.load(path) }
    }

    @Test func `R12.3-01 a page that a payer is sent to has SSL`() throws {
        let folder = try TemporaryFolder()
        let text = "paymentInstructions:\n  paypal: Pay on %@://secure.serveurts.com\n"
        let plain = try folder.write(text.replacing("%@", with: "HTTP"), to: "plain.yaml")
        let error = #expect(throws: WorkspaceError.self) { try Settings.load(plain) }
        #expect(error?.description.contains("paypal") == true && error?.description.contains("R12.3-01") == true)
        let safe = try folder.write(text.replacing("%@", with: "https"), to: "safe.yaml")
        #expect(throws: Never.self) { try Settings.load(safe) }
    }

    @Test func `a file that cannot be read is an error`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: WorkspaceError.self) { try Settings.load(folder.path) }
    }
}
