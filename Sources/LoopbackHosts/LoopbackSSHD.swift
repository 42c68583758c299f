package import Foundation
import Glibc

/// A real sshd on a loopback address, with keys, configuration and home of its own, as the user who runs this program.
///
/// It runs until `stop()`; whoever starts one stops it.
package final class LoopbackSSHD: Sendable {
    /// How one sshd differs from the next.
    package struct Options: Sendable {
        /// Any address of 127.0.0.0/8; they stand for different hosts.
        package var address = "127.0.0.1"
        /// Further addresses on the same port.
        package var otherAddresses: [String] = []
        /// A free one is taken when nil.
        package var port: UInt16?
        package var hostKeyTypes: [KeyType] = [.ed25519, .ecdsa]
        /// Whether files can be sent to it.
        package var hasSFTP = true
        /// Lines for sshd_config; sshd takes the first value of a keyword, and these come first.
        package var configuration: [String] = []

        package init() {}
    }

    package enum KeyType: String, Sendable {
        case ed25519, ecdsa, rsa
    }

    package let address: String
    package let port: UInt16
    /// The only user who can log in where this program is not root's.
    package let user: String
    /// Everything of this sshd is below it.
    package let directory: URL
    /// `$HOME` of a login, and where SFTP begins. A command begins in the user's real home: it must `cd` for itself.
    package let home: URL
    private let process: ChildProcess

    package var processIdentifier: Int32 { process.identifier }

    private init(options: Options, port: UInt16, user: String, files: SSHDFiles, process: ChildProcess) {
        address = options.address
        self.port = port
        self.user = user
        directory = files.directory
        home = files.home
        self.process = process
    }

    /// Starts sshd and returns when it greets.
    /// - Parameter directory: Made if missing, kept afterwards; host keys found in it are used again.
    package static func start(
        in directory: URL,
        options: Options = Options()
    ) async throws(LoopbackError) -> LoopbackSSHD {
        let user = try LoopbackUser.current()
        let files = try SSHDFiles(directory: directory, keyTypes: options.hostKeyTypes)
        // Between choosing a free port and sshd's taking it, another program may be faster.
        for _ in 0..<5 {
            let port = if let port = options.port { port } else { try FreePort.find(on: options.address) }
            try files.writeConfiguration(options: options, port: port)
            let process = try ChildProcess(
                "/usr/sbin/sshd",
                ["-D", "-e", "-f", files.configuration.path],
                log: files.log
            )
            if await Greeting.comes(from: options.address, port: port, while: process) {
                return LoopbackSSHD(options: options, port: port, user: user, files: files, process: process)
            }
            process.killAndWait()
            guard options.port == nil, files.logText.contains("Address already in use") else { break }
        }
        throw LoopbackError("sshd did not start in \(directory.path): \(files.logText.suffix(400))")
    }

    /// Ends sshd and every connection, with the commands that run in them; what had detached itself from them lives on.
    package func stop() {
        process.stopFirst()
        ProcessTree.kill(ProcessTree.descendants(of: process.identifier))
        process.killAndWait()
    }

    /// The same, and ends whatever was ever started through this sshd and still runs.
    package func stopWithLeftovers() {
        stop()
        Self.endEverything(in: directory)
    }

    /// Ends every sshd that runs in this directory, whichever program started it, and whatever was started through one.
    ///
    /// The latter is found by a variable in its environment, so a process that cleans its environment is spared.
    package static func endEverything(in directory: URL) {
        let configuration = SSHDFiles.configuration(in: directory).path
        let servers = ProcessTree.all().filter { ProcessTree.title(of: $0).contains("sshd -D -e -f \(configuration) ") }
        ProcessTree.kill(servers + servers.flatMap(ProcessTree.descendants))
        guard let mark = SSHDFiles.mark(in: directory) else { return }
        ProcessTree.kill(ProcessTree.marked(SSHDFiles.markName, mark))
    }

    /// Cuts every connection, as a reset network would; sshd itself goes on.
    package func cutConnections() {
        ProcessTree.kill(ProcessTree.descendants(of: process.identifier))
    }
}
