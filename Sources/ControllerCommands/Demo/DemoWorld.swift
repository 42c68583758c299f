import Contract
package import Controller
package import Foundation
import LoopbackHosts
import SSH
import Store
import Synchronization

/// The stage of the demo: a directory, two loopback hosts, a lab's state, and a controller process.
package final class DemoWorld: Sendable {
    package let root: URL
    package let state: StateDirectory
    let agent: String
    let templates: TemplateDirectory
    private let isOwnDirectory: Bool
    /// A corner of 127.0.0.0/8 of its own, so that several demos can play at once.
    private let network = "127.\(Int.random(in: 1...254)).\(Int.random(in: 0...255))"
    private let hosts = Mutex<[String: LoopbackSSHD]>([:])
    private let controller: ControllerProcess

    /// - Parameters:
    ///   - directory: where to play; nil for a temporary one that is removed at the end.
    ///   - agent: the agent binary to install on the hosts.
    ///   - executable: the `lessor` that runs as controller.
    package init(directory: String?, agent: String, executable: String, templates: TemplateDirectory) throws {
        isOwnDirectory = directory == nil
        let name = "lessor-demo-\(UUID().uuidString.prefix(8).lowercased())"
        root =
            directory.map(URL.init(fileURLWithPath:))
            ?? FileManager.default.temporaryDirectory.appending(path: name).standardizedFileURL
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        state = StateDirectory(path: root.path + "/state")
        self.agent = agent
        self.templates = templates
        controller = ControllerProcess(executable: executable, state: state)
    }

    func address(of host: Int) -> String { "\(network).\(host)" }

    /// Starts (or boots again) the sshd of one host; its agent comes with the first contact.
    func boot(_ name: String, address: String) async throws {
        var options = LoopbackSSHD.Options()
        options.address = address
        options.port = hosts.withLock { $0[name]?.port }
        let directory = root.appending(path: name)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let sshd = try await LoopbackSSHD.start(in: directory, options: options)
        hosts.withLock { $0[name] = sshd }
    }

    /// Cuts the power: sshd, agent and servers of a host end at once, without a goodbye.
    func cutPower(_ name: String) {
        guard let sshd = hosts.withLock({ $0[name] }) else { return }
        sshd.stop()
        HostProcesses.end(below: sshd.directory.path)
    }

    /// The key of the person who adds the hosts.
    func operatorKey() throws -> KeyPair {
        try KeyPair.make(in: root, name: "operator-key")
    }

    func sshd(_ name: String) throws -> LoopbackSSHD {
        guard let sshd = hosts.withLock({ $0[name] }) else {
            throw CommandFailure(description: "The demo's host \(name) is not there.")
        }
        return sshd
    }

    func startController() throws { try controller.start() }

    /// Ends the controller process without warning; for tests.
    package var controllerStarted: Bool { controller.wasStarted }
    package func killController() { controller.kill() }
    package func restartController() throws { try controller.start() }

    var controllerLog: String { controller.log }

    package func workspace() throws -> Workspace {
        try Workspace.open(state, templates: templates)
    }

    /// Ends every process and removes the directory, if it was made for this demo.
    package func tearDown() async {
        await controller.stop()
        for sshd in hosts.withLock({ $0.values.map(\.self) }) {
            sshd.stop()
            HostProcesses.end(below: sshd.directory.path)
        }
        if isOwnDirectory { try? FileManager.default.removeItem(at: root) }
    }
}
