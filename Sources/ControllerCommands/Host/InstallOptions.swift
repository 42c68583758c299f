import ArgumentParser
import Controller
import Fleet
import Foundation
import SSH

/// The login with which a person installs the agent.
struct InstallOptions: ParsableArguments {
    @Option(help: "User to log in as for the installation; that of a host in user mode, else yours by default.")
    var login: String?

    @Option(help: "Unencrypted ed25519 private key of that login.", completion: .file())
    var identity: String

    @Option(help: "The agent binary to install; the one beside lessor by default.", completion: .file())
    var agent: String?

    @Flag(help: "Show every step and change nothing.")
    var dryRun = false

    /// Who logs in to a host that the books know, or to a new one.
    func user(of host: Fleet.Host?) -> String {
        if let login { return login }
        guard let host, HostInstallPlan.Mode(of: host, login: nil) == .user else { return NSUserName() }
        return host.user
    }

    var identityPath: String { NSString(string: identity).expandingTildeInPath }
}

/// The key by which a host is known.
struct HostKeyOptions: ParsableArguments {
    @Option(help: "Its host key, as in /etc/ssh/ssh_host_ed25519_key.pub.")
    var hostKey: String?

    @Flag(help: "Pin whatever host key it shows; only over a network you trust.")
    var acceptHostKey = false

    func require() throws {
        guard hostKey == nil && !acceptHostKey else { return }
        throw ValidationError(
            "Name the host's key with --host-key \"ssh-ed25519 AAAA…\" (it is in /etc/ssh/ssh_host_ed25519_key.pub there), "
                + "or say --accept-host-key to pin the first one seen."
        )
    }
}
