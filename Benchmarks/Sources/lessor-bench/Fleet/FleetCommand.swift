import ArgumentParser
import Contract
import Controller
import Foundation
import Logging
import LoopbackHosts
import Store

/// Passes of the real controller over many hosts, each behind a real sshd session with a stand-in for its agent.
struct FleetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fleet",
        abstract:
            "Passes over many hosts: the first, with nothing to do, with 1 % of changes, with hosts that do not answer."
    )

    @Option(help: "How many hosts, each an address of 127.20.0.0/16.")
    var hosts = 1000

    @Option(help: "How many servers on each.")
    var servers = 100

    @Option(help: "How many hosts fall silent at the end.")
    var dead = 50

    @Option(help: "How many rounds there are with nothing to do.")
    var rounds = 2

    @Option(help: "For how many days the servers have been up: those of less than a day are measured with every visit.")
    var age = 3

    @Option(help: "Where the books are kept.")
    var directory = FileManager.default.temporaryDirectory.path

    @Option(help: "The directory with the shipped templates.")
    var templates = ShippedBook.directory

    func run() async throws {
        let folder = try ScratchFolder(in: directory)
        let sshd = try await FleetAddresses.startSSHD(URL(filePath: folder.path("sshd")), hosts: hosts)
        defer { sshd.stop() }
        let workspace = try await Workspace.create(
            StateDirectory(path: folder.path("state")),
            templates: TemplateDirectory(path: templates),
            kind: .real,
            now: Instant(epochSeconds: Int64(Date().timeIntervalSince1970))
        )
        let key = try String(contentsOfFile: workspace.directory.publicKey, encoding: .utf8)
        try sshd.authorize(key, options: "restrict,command=\"\(try program()) stand-in --age \(age)\"")
        let books = FleetBooks(workspace: workspace, hosts: hosts, serversPerHost: servers)
        Report.title("\(hosts) hosts × \(servers) servers")
        let filling = try Stopwatch.measure {
            try books.fill(port: sshd.port, hostKey: sshd.hostKeyLine(), user: sshd.user)
        }
        Report.time("writing the books", filling)
        try await measure(workspace, sshd)
    }

    private func measure(_ workspace: Workspace, _ sshd: LoopbackSSHD) async throws {
        let controller = try Controller(
            workspace: workspace,
            lock: try ControllerLock.take(workspace.directory),
            logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        )
        var passes = FleetRounds(controller: controller, hosts: hosts)
        try await passes.untilSettled("logging in, handing over every server, all reported up")
        for round in 1...max(1, rounds) { try await passes.once("nothing to do, round \(round)") }
        try stopOneInHundred(workspace)
        try await passes.untilSettled("1 % of the servers stopped by their clients")
        let frozen = FrozenStandIns(dead, below: sshd.processIdentifier)
        let silent = frozen.count
        for round in 1...max(1, rounds) {
            try await passes.once("nothing to do, \(silent) hosts silent, round \(round)", silent: silent)
        }
        await controller.shutDown()
        withExtendedLifetime(frozen) {}
    }

    private func stopOneInHundred(_ workspace: Workspace) throws {
        for number in stride(from: 0, to: hosts * servers, by: 100) {
            let subscription = SubscriptionID(number: Int64(1001 + number))
            let account = AccountID(number: Int64(1001 + number))
            try workspace.record(.clientPower(subscription, running: false), for: account, by: .client)
        }
    }

    private func program() throws -> String {
        try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    }
}
