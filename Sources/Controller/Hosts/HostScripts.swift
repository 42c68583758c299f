import Wire

/// The shell scripts of an installation. Each may run any number of times.
struct HostScripts {
    let root: String
    let host: String
    let labClock: Bool
    let programs: [String]
    let files: [String]
    let keyLine: String
    let keyMark: String
    let instance: String
    let takesOver: Bool
    let agentBytes: Int
    /// Where the agent is root and gives every server a user of its own.
    let firstServerUserID: UInt32?

    private var quotedRoot: String { shellQuoted(root) }
    private var binary: String { shellQuoted(root + "/bin/lessor-agent") }

    var userDirectories: String {
        """
        set -eu
        \(checkUserIDs)
        umask 077
        mkdir -p \(quotedRoot)/bin \(quotedRoot)/run \(quotedRoot)/state \(quotedRoot)/servers \(quotedRoot)/status \(quotedRoot)/log
        \(firstServerUserID != nil ? "chmod 711 \(quotedRoot) \(quotedRoot)/servers\n\(checkPassage)" : "")
        """
    }

    /// A container may have fewer ids than a machine.
    private var checkUserIDs: String {
        guard let first = firstServerUserID else { return "" }
        return """
            for map in /proc/self/uid_map /proc/self/gid_map; do
                awk '$1 <= \(first) && $1 + $3 >= \(first + 100_000) { found = 1 } END { exit !found }' "$map" || {
                    echo "this machine has no user ids from \(first) on, which servers need; give the container more" \
                        "ids, or log in as an ordinary user with --mode user" >&2
                    exit 1
                }
            done
            """
    }

    /// The users of servers must be able to reach their directories.
    private var checkPassage: String {
        """
        place=\(quotedRoot)
        while [ "$place" != / ]; do
            place=$(dirname "$place")
            case $(stat -Lc %A "$place") in
            *[xt]) ;;
            *) echo "users of servers cannot pass through $place; choose another directory with --root" >&2; exit 1 ;;
            esac
        done
        """
    }

    /// The gate's user owns nothing: it can reach the agent's socket and append to its own log.
    var systemDirectories: String {
        let user = HostInstallPlan.systemUser
        return """
            set -eu
            \(checkUserIDs)
            umask 022
            getent group \(user) >/dev/null || groupadd --system \(user)
            id -u \(user) >/dev/null 2>&1 || useradd --system --gid \(user) --home-dir \(quotedRoot)/gate --no-create-home --shell /bin/sh \(user)
            # An sshd without PAM lets nobody in whose password is locked; this one fits nothing and is not locked.
            usermod --password '*' \(user)
            install -d -m 711 -o root -g root \(quotedRoot) \(quotedRoot)/servers
            install -d -m 755 -o root -g root \(quotedRoot)/bin \(quotedRoot)/gate \(quotedRoot)/gate/.ssh \(quotedRoot)/status
            install -d -m 750 -o root -g \(user) \(quotedRoot)/run \(quotedRoot)/log
            install -d -m 700 -o root -g root \(quotedRoot)/state
            [ -e \(quotedRoot)/log/gate.log ] || install -m 660 -o root -g \(user) /dev/null \(quotedRoot)/log/gate.log
            \(checkPassage)
            """
    }

    /// Replaces the binary in one step, and only by one that arrived whole and runs on this machine.
    func placeAgent(from staging: String) -> String {
        let staged = shellQuoted(staging)
        return """
            set -eu
            [ "$(stat -c %s \(staged))" = \(agentBytes) ] || { echo "the upload is incomplete" >&2; exit 1; }
            chmod 755 \(staged)
            version=$(\(staged) version </dev/null) || { echo "the agent does not run on this machine" >&2; exit 1; }
            [ "$version" = \(shellQuoted(lessorVersion)) ] || {
                echo "it is no agent of version \(lessorVersion), asked for its version it prints: $version" | head -c 300 >&2
                exit 1
            }
            mv -f \(staged) \(binary).tmp
            mv -fT \(binary).tmp \(binary)
            \(HostSurvey.printDigest(of: binary, root: quotedRoot))
            """
    }

    var userConfiguration: String { writeConfiguration(firstUserID: firstUserID, gateGroupID: "") }

    var systemConfiguration: String {
        writeConfiguration(
            firstUserID: firstUserID,
            gateGroupID: #","gateGroupID":'"$(getent group \#(HostInstallPlan.systemUser) | cut -d: -f3)"'"#
        )
    }

    private var firstUserID: String {
        firstServerUserID.map { #","firstUserID":\#($0)"# } ?? ""
    }

    private func writeConfiguration(firstUserID: String, gateGroupID: String) -> String {
        func list(_ paths: [String]) -> String { paths.map { #""\#($0)""# }.joined(separator: ",") }
        let paths = #""programs":[\#(list(programs))],"files":[\#(list(files))]"#
        let names = #""host":"\#(host)","instance":"\#(instance)","labClock":\#(labClock)"#
        let json = "{\(names),\(paths)\(firstUserID)\(gateGroupID)}"
        return """
            set -eu
            umask 077
            printf '%s\\n' '\(json)' > \(quotedRoot)/agent.json.new
            chmod 644 \(quotedRoot)/agent.json.new
            mv -fT \(quotedRoot)/agent.json.new \(quotedRoot)/agent.json
            """
    }

    var userKey: String { installKey(file: #""$HOME/.ssh/authorized_keys""#, directory: #""$HOME/.ssh""#, mode: 600) }

    var systemKey: String {
        installKey(file: "\(quotedRoot)/gate/.ssh/authorized_keys", directory: "\(quotedRoot)/gate/.ssh", mode: 644)
    }

    /// Replaces this controller's line and keeps every other.
    private func installKey(file: String, directory: String, mode: Int) -> String {
        """
        set -eu
        umask 077
        [ -d \(directory) ] || mkdir -p \(directory)
        touch \(file)
        grep -vF -e \(shellQuoted(keyMark))\(othersKeys) \(file) > \(file).new || [ $? -eq 1 ]
        printf '%s\\n' \(shellQuoted(keyLine)) >> \(file).new
        chmod \(mode) \(file).new
        mv -f \(file).new \(file)
        \(takesOver ? endGates : "")
        """
    }

    /// Those of other controllers that open this agent's gate.
    private var othersKeys: String {
        takesOver ? " -e " + shellQuoted(#"lessor-agent gate --root \#(root)" "#) : ""
    }

    /// A session that is open asks for no key again.
    private var endGates: String {
        """
        for place in /proc/[0-9]*; do
            if [ "$(tr '\\0' ' ' < "$place/cmdline" 2>/dev/null)" = \(shellQuoted("\(root)/bin/lessor-agent gate --root \(root) ")) ]; then
                kill "${place#/proc/}" 2>/dev/null || true
            fi
        done
        """
    }

    /// Ends an agent of an earlier installation; its servers keep running and the next start adopts them.
    var stopDaemon: String {
        """
        set -eu
        pid=$(cat \(quotedRoot)/run/agent.lock 2>/dev/null || true)
        if [ -n "$pid" ] && [ "$(readlink "/proc/$pid/exe" 2>/dev/null | sed 's/ (deleted)$//')" = \(binary) ]; then
            kill "$pid"
            for i in $(seq 300); do [ -d "/proc/$pid" ] || break; sleep 0.05; done
        fi
        """
    }

    var startDaemon: String {
        """
        \(stopDaemon)
        \(binary) run --root \(quotedRoot)
        """
    }

    var systemdUnit: String {
        """
        set -eu
        cat > /etc/systemd/system/lessor-agent.service <<'UNIT'
        \(HostScripts.unit(root: root))
        UNIT
        systemctl daemon-reload
        systemctl enable --quiet lessor-agent.service
        systemctl restart lessor-agent.service
        """
    }
}
