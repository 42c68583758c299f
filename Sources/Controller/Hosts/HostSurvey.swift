package import Fleet
package import Wire

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
    /// Agents whose configuration could be read, wherever one usually is.
    package let claims: [AgentClaim]
    /// Nil where the machine does not say.
    package let addresses: MachineAddresses?
    /// Their binaries' digests, by their directory.
    package let binaries: [String: String]
    /// The directory of the agent that the machine's unit runs.
    package let unitRoot: String?

    /// Prints one `key=value` a line.
    /// - Parameter root: The agent's directory, where it is known already.
    static func script(root: String?) -> String {
        """
        echo "uid=$(id -u)"
        echo "user=$(id -un)"
        echo "home=$HOME"
        echo "kernel=$(uname -s)"
        echo "machine=$(uname -m)"
        echo "init=$(cat /proc/1/comm 2>/dev/null)"
        echo "memory=$(awk '/^MemTotal:/ {print $2}' /proc/meminfo 2>/dev/null)"
        if sudo -n true 2>/dev/null; then echo sudo=yes; else echo sudo=no; fi
        awk '/[|]--/ { address = $0 } /host LOCAL/ { print "trie=" address; print "trie=" $0 }' /proc/net/fib_trie 2>/dev/null
        awk '$9 ~ /^[89a-f]/ { print "route=" $0 }' /proc/net/ipv6_route 2>/dev/null
        for family in ipv4 ipv6; do
            echo "binds-any-$family=$(cat /proc/sys/net/$family/ip_nonlocal_bind 2>/dev/null)"
        done
        unit=$(sed -n 's/^ExecStart=.* --root \\([^ ]*\\).*/\\1/p' /etc/systemd/system/lessor-agent.service 2>/dev/null | head -n 1)
        echo "unit=$unit"
        for root in \(shellQuoted(root ?? "")) "$unit" \(HostInstallPlan.systemRoot) "$HOME/lessor-agent"; do
            [ -n "$root" ] && [ -r "$root/agent.json" ] || continue
            echo "agent=$root $(head -c 1048576 "$root/agent.json" | tr -d '\\n')"
            \(printDigest(of: #""$root/bin/lessor-agent""#, root: #""$root""#))
        done
        """
    }

    /// Prints a line that ``digest(in:)`` finds.
    static func printDigest(of binary: String, root: String) -> String {
        #"[ ! -r \#(binary) ] || printf 'binary=%s %s\n' \#(root) "$(sha256sum < \#(binary) | cut -c1-64)""#
    }

    /// Of the binary that an installation put in its place.
    static func digest(in output: String) -> String? {
        output.split(separator: "\n").last { $0.hasPrefix("binary=") }.flatMap {
            $0.split(separator: " ").last.map(String.init)
        }
    }

    /// Reads what `script` printed; throws when something is missing.
    init(output: String) throws(HostInstallError) {
        var lists: [Substring: [String]] = [:]
        for line in output.split(separator: "\n") {
            guard let mark = line.firstIndex(of: "=") else { continue }
            lists[line[..<mark], default: []].append(String(line[line.index(after: mark)...]))
        }
        let values = lists.compactMapValues(\.last)
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
        addresses = MachineAddresses(
            trie: lists["trie", default: []].joined(separator: "\n"),
            routes: lists["route", default: []].joined(separator: "\n"),
            bindsAny: (values["binds-any-ipv4"] == "1", values["binds-any-ipv6"] == "1")
        )
        claims = lists["agent", default: []].compactMap(AgentClaim.init(line:))
        let digests = lists["binary", default: []].map { $0.split(separator: " ") }.filter { $0.count == 2 }
        binaries = Dictionary(digests.map { (String($0[0]), String($0[1])) }) { $1 }
        unitRoot = values["unit"].flatMap { $0.isEmpty ? nil : $0 }
    }

    package var isPrivileged: Bool { userID == 0 || passwordlessSudo }
    package var runsSystemd: Bool { initProcess == "systemd" }
}
