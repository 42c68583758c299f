import ArgumentParser
import Foundation
import LoopbackHosts
import SSH

/// Lessor's SSH client and what else operators use, doing the same commands on the same hosts.
struct SessionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions",
        abstract:
            "Logs in to many hosts and runs commands over the open sessions, beside parallel-ssh, OpenSSH, pssh and ansible.",
        discussion: """
            What is not installed is left out: openssh-client, pssh, ansible-core. The Python library parallel-ssh is measured \
            where --python names a Python that has it.
            """
    )

    @Option(help: "How many hosts, each an address of 127.20.0.0/16 of one sshd.")
    var hosts = 100

    @Option(help: "How many commands on each over the open session.")
    var commands = 10

    @Option(help: "Where keys and sockets are kept.")
    var directory = FileManager.default.temporaryDirectory.path

    @Option(help: "A Python with the library parallel-ssh, such as that of a virtual environment.")
    var python: String?

    @Flag(help: "Measures Lessor's client alone.")
    var alone = false

    func run() async throws {
        let folder = try ScratchFolder(in: directory)
        let sshd = try await FleetAddresses.startSSHD(URL(filePath: folder.path("sshd")), hosts: hosts)
        defer { sshd.stop() }
        let key = try KeyPair.make(in: URL(filePath: folder.path("sshd")))
        try sshd.authorize(key.publicLine)
        Report.title("\(hosts) hosts, `true` on each")
        try await measureOurs(sshd, key)
        guard !alone else { return }
        let addresses = (0..<hosts).map(FleetAddresses.address)
        let list = folder.path("hosts")
        try (addresses.joined(separator: "\n") + "\n").write(toFile: list, atomically: true, encoding: .utf8)
        if let python {
            try PythonLibrary(python: python, list: list, sshd: sshd, key: key).measure(commands: commands, hosts: hosts)
        }
        for peer in Peer.all(folder: folder, list: list, sshd: sshd, key: key) where peer.isInstalled {
            try peer.measure(commands: commands, hosts: hosts)
        }
    }

    private func measureOurs(_ sshd: LoopbackSSHD, _ key: KeyPair) async throws {
        let client = SSHClient(maximumHandshakes: 32)
        let hostKey = HostKeyPolicy.pinned(try HostKey(line: sshd.hostKeyLine()))
        let identity = try SSHPrivateKey(path: key.path)
        let before = try ResidentMemory.now()
        var connections: [SSHConnection] = []
        var watch = Stopwatch()
        try await withThrowingTaskGroup(of: SSHConnection.self) { group in
            for number in 0..<hosts {
                let endpoint = SSHEndpoint(address: FleetAddresses.address(number), port: sshd.port)
                group.addTask {
                    let connection = try await client.connect(
                        to: endpoint,
                        as: sshd.user,
                        key: identity,
                        hostKey: hostKey,
                        timeout: .seconds(120)
                    )
                    _ = try await connection.execute("true", timeout: .seconds(120))
                    return connection
                }
            }
            for try await connection in group { connections.append(connection) }
        }
        Contact("Lessor", hosts: hosts).report(login: watch.read())
        let memory = Double(try ResidentMemory.now() - before) / Double(hosts)
        Report.line("    resident memory a session", "\(Report.decimal(memory, 1)) KiB")
        watch = Stopwatch()
        try await withThrowingTaskGroup(of: Void.self) { [commands] group in
            for connection in connections {
                group.addTask {
                    for _ in 0..<commands { _ = try await connection.execute("true", timeout: .seconds(120)) }
                }
            }
            try await group.waitForAll()
        }
        Contact("Lessor", hosts: hosts).report(commands: commands, watch.read())
        await client.shutdown()
    }
}
