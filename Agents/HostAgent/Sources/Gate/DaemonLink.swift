import Glibc
import Wire

/// The gate's connection to the daemon; starts the daemon where the gate runs as the daemon's own user.
final class DaemonLink {
    private let root: String
    private var descriptor: Int32 = -1
    /// An apply or report waits for probes some seconds at most; the rest is room for a busy host.
    private static let answerSeconds = 30.0
    /// Daemons that one request may meet: one that ends, one that ends while it is connected to, and a new one.
    private static let mostDaemons = 3

    init(root: String) {
        self.root = root
    }

    deinit { hangUp() }

    /// Sends one frame and returns the answer's line. Requests are idempotent, so one that met a daemon that ends is
    /// sent again to the next.
    func exchange(_ frame: [UInt8]) throws(AgentRefusal) -> [UInt8] {
        let deadline = MachineClock.monotonic() + Self.answerSeconds
        for _ in 0..<Self.mostDaemons where MachineClock.monotonic() < deadline {
            if descriptor < 0 { try connect() }
            if let answer = attempt(frame, until: deadline) { return answer }
        }
        throw AgentRefusal(.unavailable, "The agent did not answer; look at \(AgentLog.place(root: root)) on the host.")
    }

    private func attempt(_ frame: [UInt8], until deadline: Double) -> [UInt8]? {
        guard ByteStream.writeAll(frame + [10], to: descriptor), let answer = readLine(until: deadline) else {
            hangUp()
            return nil
        }
        return answer
    }

    private func readLine(until deadline: Double) -> [UInt8]? {
        var line: [UInt8] = []
        while line.last != 10 {
            let left = deadline - MachineClock.monotonic()
            var polled = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
            guard left > 0, poll(&polled, 1, Int32(left * 1000) + 1) > 0 else { return nil }
            guard let chunk = ByteStream.readSome(from: descriptor, most: 1 << 18), !chunk.isEmpty else { return nil }
            line += chunk
        }
        return line
    }

    private func connect() throws(AgentRefusal) {
        hangUp()
        if open() { return }
        var facts = stat()
        guard stat(root, &facts) == 0 else {
            throw AgentRefusal(.unavailable, "There is no agent at \(root); add this host with `lessor host add`.")
        }
        guard facts.st_uid == geteuid() else {
            throw AgentRefusal(
                .unavailable,
                "The agent does not run or cannot be reached; start it as root on the host: `systemctl start lessor-agent`, "
                    + "or without systemd `\(root)/bin/lessor-agent run --root \(root)`."
            )
        }
        do throws(AgentError) {
            try DaemonStarter(root: root).start()
        } catch {
            // Another gate may have started it at the same moment.
            if open() { return }
            throw AgentRefusal(.unavailable, "The agent does not run and could not be started: \(error)")
        }
        guard open() else { throw AgentRefusal(.unavailable, "The agent was started but does not listen; try again.") }
    }

    private func open() -> Bool {
        guard let run = try? Folder.open("\(root)/run") else { return false }
        descriptor = UnixSocket.connect(in: run, name: AgentRoot.socketName) ?? -1
        return descriptor >= 0
    }

    private func hangUp() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
    }
}
