import Glibc
import Wire

/// Looks at the host for `hello`.
struct HostLook {
    let root: AgentRoot
    let now: Int64
    /// The processes of its servers that run now.
    let processes: [(server: ServerName, processID: Int32)]
    /// Whether its servers have a /tmp of their own.
    var makesViews = false

    var facts: HostFacts {
        HostFacts(
            agentVersion: lessorVersion,
            bootID: ProcessTable.bootID,
            labClock: root.configuration.labClock,
            now: now,
            isolation: isolation,
            programs: root.configuration.programs.map { ProgramFact(path: $0, installed: access($0, X_OK) == 0) },
            files: root.configuration.files?.map { ProgramFact(path: $0, installed: access($0, R_OK) == 0) },
            ephemeralPorts: Self.ephemeralPorts,
            host: root.configuration.host,
            instance: root.configuration.instance,
            addresses: Self.addresses?.words
        )
    }

    private var isolation: [IsolationFact] {
        let own = root.configuration.firstUserID != nil
        let privileged = "add the host with a privileged login: `lessor host add` then makes a user for each server"
        let systemd = access("/run/systemd/system", F_OK) == 0
        return [
            IsolationFact(name: "own-user-per-server", holds: own, remedy: privileged),
            IsolationFact(name: "private-directories", holds: own, remedy: privileged),
            IsolationFact(
                name: "unit-per-server",
                holds: ServerScope.isPossible(own: own),
                remedy:
                    "memory, CPU and tasks are limited only where systemd is the first process and the agent is root"
            ),
            IsolationFact(name: "read-only-system", holds: Self.isReadOnly("/usr"), remedy: Self.unitRemedy),
            IsolationFact(name: "private-tmp", holds: makesViews, remedy: Self.viewRemedy),
            IsolationFact(name: "systemd", holds: systemd, remedy: "run the host with systemd as its first process"),
            IsolationFact(
                name: "starts-at-boot",
                holds: systemd && Self.unitIsEnabled,
                remedy: "install lessor-agent.service and run `systemctl enable --now lessor-agent`"
            ),
        ] + [noNewPrivileges].compactMap(\.self)
    }

    /// As the kernel has it for those that run; nil where none does.
    private var noNewPrivileges: IsolationFact? {
        let flags = processes.compactMap { server, processID in
            ByteStream.readText("/proc/\(processID)/status").map { (server, $0.contains("\nNoNewPrivs:\t1\n")) }
        }
        guard !flags.isEmpty else { return nil }
        let without = flags.filter { !$0.1 }.map { "\($0.0)" }.sorted()
        return IsolationFact(
            name: "no-new-privileges",
            holds: without.isEmpty,
            remedy: "\(without.joined(separator: ", ")) runs without it: start it again with `lessor server restart`"
        )
    }

    private static var addresses: MachineAddresses? {
        func isOn(_ family: String) -> Bool {
            ByteStream.readText("/proc/sys/net/\(family)/ip_nonlocal_bind")?.first == "1"
        }
        return MachineAddresses(
            trie: ByteStream.readText("/proc/net/fib_trie") ?? "",
            routes: ByteStream.readText("/proc/net/ipv6_route") ?? "",
            bindsAny: (isOn("ipv4"), isOn("ipv6"))
        )
    }

    private static let unitRemedy =
        "only the agent's unit shuts servers off from it: run the host with systemd and add it with a privileged login"

    private static let viewRemedy =
        "the agent has to be root with CAP_SYS_ADMIN: add the host with a privileged login, again where it was added "
        + "before; in a container that has to be allowed, and the agent's log says what was not"

    /// Whether whatever the agent starts can write nothing there.
    private static func isReadOnly(_ folder: String) -> Bool {
        var facts = statvfs()
        return statvfs(folder, &facts) == 0 && facts.f_flag & UInt(ST_RDONLY) != 0
    }

    private static var unitIsEnabled: Bool {
        access("/etc/systemd/system/multi-user.target.wants/lessor-agent.service", F_OK) == 0
    }

    private static var ephemeralPorts: [Int] {
        let text = ByteStream.readText("/proc/sys/net/ipv4/ip_local_port_range") ?? "32768 60999"
        return text.split { $0 == " " || $0 == "\t" }.compactMap { Int($0) }
    }
}

extension Supervisor {
    var look: HostLook {
        HostLook(root: root, now: chronicle.now, processes: processes, makesViews: makesViews)
    }

    /// Of its servers that run now.
    private var processes: [(server: ServerName, processID: Int32)] {
        sortedUnits.compactMap { unit in
            guard case .alive(let process) = unit.life else { return nil }
            return (unit.name, process.processID)
        }
    }
}
