package import Fleet

/// What a machine is, as the login that adds it sees it. The survey changes nothing.
package struct HostSurvey: Equatable, Sendable {
    package let userID: UInt32
    package let user: String
    package let home: String
    package let kernel: String
    package let machine: String
    /// Name of the process with id 1.
    package let initProcess: String
    package let passwordlessSudo: Bool
    /// Nil where the machine does not say.
    package let memory: Memory?

    /// Prints one `key=value` a line.
    static let script = """
        echo "uid=$(id -u)"
        echo "user=$(id -un)"
        echo "home=$HOME"
        echo "kernel=$(uname -s)"
        echo "machine=$(uname -m)"
        echo "init=$(cat /proc/1/comm 2>/dev/null)"
        echo "memory=$(awk '/^MemTotal:/ {print $2}' /proc/meminfo 2>/dev/null)"
        if sudo -n true 2>/dev/null; then echo sudo=yes; else echo sudo=no; fi
        """

    /// Reads what `script` printed; throws when something is missing.
    init(output: String) throws(HostInstallError) {
        var values: [Substring: String] = [:]
        for line in output.split(separator: "\n") {
            guard let mark = line.firstIndex(of: "=") else { continue }
            values[line[..<mark]] = String(line[line.index(after: mark)...])
        }
        guard let userID = values["uid"].flatMap(UInt32.init), let user = values["user"], let home = values["home"],
            home.hasPrefix("/"), let kernel = values["kernel"], let machine = values["machine"],
            let initProcess = values["init"], let sudo = values["sudo"]
        else { throw .survey(output) }
        self.userID = userID
        self.user = user
        self.home = home
        self.kernel = kernel
        self.machine = machine
        self.initProcess = initProcess
        passwordlessSudo = sudo == "yes"
        memory = values["memory"].flatMap(Int64.init).map(Memory.init(kibibytes:))
    }

    package var isPrivileged: Bool { userID == 0 || passwordlessSudo }
    package var runsSystemd: Bool { initProcess == "systemd" }
}
