import ArgumentParser
import Controller
import Fleet
import SSH
import Store

struct HostRekeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rekey",
        abstract: "Pin another host key of a host, whose sshd has a new one.",
        discussion: """
            The host has to show the new key and its agent has to answer behind it; then it is pinned. Compare the fingerprint with the one \
            on the host's own console: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub

            Example: lessor host rekey h1 --host-key "ssh-ed25519 AAAA…"
            """
    )

    @Argument(help: "Name of the host.")
    var host: String

    @OptionGroup var confirmation: TypedConfirmation

    @OptionGroup var key: HostKeyOptions
    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    private struct View: Encodable {
        let host: String
        let before: String
        let hostKey: String
    }

    func validate() throws { try key.require() }

    func run() async throws {
        let workspace = try state.open()
        let known = try workspace.requireHost(host)
        let wanted = try key.hostKey.map(HostKey.init(line:))
        let shown = try await workspace.shownHostKey(of: known, expected: wanted)
        let old = try HostKey(line: known.hostKey)
        guard shown != old else {
            return try output.print(View(host: host, before: old.line, hostKey: old.line)) { _ in
                "Host \(host) shows the key that is pinned: \(old.fingerprint).\n"
            }
        }
        try confirmation.require(
            host,
            "Host \(host) was known by \(old.fingerprint) and shows \(shown.fingerprint). Compare it with its console."
        )
        try await workspace.pin(shown, of: known)
        try output.print(View(host: host, before: old.line, hostKey: shown.line)) { _ in
            "Host \(host) is known by \(shown.fingerprint) from now on.\n"
        }
    }
}
