import Foundation

/// The files of one sshd: host keys, configuration, authorized keys, log, and the home of its logins.
struct SSHDFiles {
    static let markName = "LESSOR_LOOPBACK"

    let directory: URL
    let home: URL
    let keyTypes: [LoopbackSSHD.KeyType]
    /// The same for every sshd that ever runs in this directory.
    let mark: String

    init(directory: URL, keyTypes: [LoopbackSSHD.KeyType]) throws(LoopbackError) {
        self.directory = directory.standardizedFileURL
        home = self.directory.appending(path: "home", directoryHint: .isDirectory)
        self.keyTypes = keyTypes
        // Users of servers pass through the first, when an agent is installed below it.
        try Self.makeDirectory(self.directory, mode: 0o755)
        try Self.makeDirectory(home.appending(path: ".ssh"), mode: 0o700)
        mark = if let mark = Self.mark(in: self.directory) { mark } else { try Self.makeMark(in: self.directory) }
        // sshd as root insists on this directory, which Debian makes only when its service starts.
        if geteuid() == 0 { try Self.makeDirectory(URL(filePath: "/run/sshd"), mode: 0o755) }
        for type in keyTypes {
            _ = try KeyPair.make(
                in: self.directory,
                name: Self.hostKey(type, in: directory).lastPathComponent,
                type: type
            )
        }
    }

    var configuration: URL { Self.configuration(in: directory) }
    var log: URL { directory.appending(path: "sshd.log") }
    var logText: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    static func configuration(in directory: URL) -> URL {
        directory.standardizedFileURL.appending(path: "sshd_config")
    }

    static func hostKey(_ type: LoopbackSSHD.KeyType, in directory: URL) -> URL {
        directory.appending(path: "host_\(type.rawValue)")
    }

    static func authorizedKeys(in directory: URL) -> URL {
        directory.appending(path: "home/.ssh/authorized_keys")
    }

    func writeConfiguration(options: LoopbackSSHD.Options, port: UInt16) throws(LoopbackError) {
        let lines =
            options.configuration
            + ([options.address] + options.otherAddresses).map { "ListenAddress \($0):\(port)" }
            + keyTypes.map { "HostKey \(Self.hostKey($0, in: directory).path)" }
            + (options.hasSFTP ? ["Subsystem sftp internal-sftp -d \(home.path)"] : [])
            + [
                "AuthorizedKeysFile \(Self.authorizedKeys(in: directory).path)",
                "SetEnv HOME=\(home.path) \(Self.markName)=\(mark)",
                "StrictModes no",
                "UsePAM no",
                "UseDNS no",
                "PidFile none",
                "PrintMotd no",
                "LogLevel VERBOSE",
                "PermitRootLogin prohibit-password",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
            ]
        do {
            try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: configuration)
        } catch {
            throw LoopbackError("\(configuration.path) cannot be written: \(error)")
        }
    }

    static func mark(in directory: URL) -> String? {
        try? String(contentsOf: directory.appending(path: "mark"), encoding: .utf8)
    }

    private static func makeMark(in directory: URL) throws(LoopbackError) -> String {
        let mark = UUID().uuidString
        do {
            try Data(mark.utf8).write(to: directory.appending(path: "mark"))
        } catch {
            throw LoopbackError("\(directory.path) cannot be written: \(error)")
        }
        return mark
    }

    private static func makeDirectory(_ url: URL, mode: Int) throws(LoopbackError) {
        do {
            let attributes: [FileAttributeKey: Any] = [.posixPermissions: mode]
            try FileManager.default.createDirectory(
                at: url,
                withIntermediateDirectories: true,
                attributes: attributes
            )
        } catch {
            throw LoopbackError("the directory \(url.path) cannot be made: \(error)")
        }
    }
}
