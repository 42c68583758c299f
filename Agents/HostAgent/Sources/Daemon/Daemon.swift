import Glibc
import Wire

/// `lessor-agent run`: one thread, one loop; sockets, children, timers and probes all wake the same poll.
final class Daemon {
    private let root: AgentRoot
    private let lock: AgentLock
    private let chronicle: Chronicle
    private let supervisor: Supervisor
    private let publisher: StatusPublisher
    private let signals: SignalPipe
    private let listener: Int32
    private var connections: [Connection] = []
    private var desk: RequestDesk
    private var nextBeat = 0.0
    /// To ask the kernel with each turn would have it go through all children.
    private var childEnded = true

    /// Gates at once; a host has one controller.
    private static let mostConnections = 64
    static let beatSeconds = 10.0
    private static let turnMilliseconds = 50.0

    init(root path: String) throws(AgentError) {
        umask(0o077)
        Self.raiseFileLimit()
        root = try AgentRoot(path: path)
        lock = try AgentLock(in: root.run)
        signals = try SignalPipe()
        chronicle = try Chronicle(root: root)
        supervisor = try Supervisor(root: root, chronicle: chronicle)
        publisher = StatusPublisher(root: root)
        desk = RequestDesk(supervisor: supervisor, root: root)
        let group = root.configuration.gateGroupID
        let rights = FileRights(mode: group == nil ? 0o600 : 0o660, group: group)
        listener = try UnixSocket.listen(in: root.run, name: AgentRoot.socketName, rights)
    }

    deinit { close(listener) }

    /// Runs until SIGTERM or SIGINT; the servers run on.
    func run() throws(AgentError) {
        AgentLog.write("agent \(lessorVersion) started for \(root.configuration.host)")
        var ending = false
        while !ending {
            let now = MachineClock.monotonic()
            if let gap = chronicle.keepPace() { supervisor.bridge(gap) }
            if childEnded { supervisor.reap(now) }
            childEnded = false
            supervisor.attend(now)
            serve(now)
            keepTime(now)
            publisher.publish(supervisor, now: now)
            ending = wait(until: nextWake(now), now)
        }
        supervisor.endTallies()
        chronicle.beat(chronicle.observedThrough(doubts: supervisor.doubts))
        publisher.publish(supervisor, now: MachineClock.monotonic(), force: true)
        try root.run.remove(AgentRoot.socketName)
        AgentLog.write("agent ended; its servers run on")
    }

    private func serve(_ now: Double) {
        desk.settle(now)
        for connection in connections where !connection.closed { desk.serve(connection, now) }
        connections.removeAll { $0.closed && !$0.busy }
    }

    private func keepTime(_ now: Double) {
        guard now >= nextBeat || chronicle.hasPending else { return }
        chronicle.flush()
        guard now >= nextBeat else { return }
        nextBeat = now + Self.beatSeconds
        chronicle.beat(chronicle.observedThrough(doubts: supervisor.doubts))
    }

    private func nextWake(_ now: Double) -> Double {
        var wake = min(supervisor.agenda.next ?? nextBeat, nextBeat, publisher.nextWake(supervisor))
        if let deadline = desk.deadline { wake = min(wake, supervisor.awaited.isEmpty ? now : deadline) }
        // While the disk does not take records, try each second.
        return chronicle.hasPending ? min(wake, now + 1) : wake
    }

    /// Waits for input, a signal or the time; true when it shall end.
    private func wait(until wake: Double, _ now: Double) -> Bool {
        let probes = supervisor.probePolls()
        var polled = [pollfd(fd: signals.reading, events: Int16(POLLIN), revents: 0)]
        polled.append(pollfd(fd: listener, events: Int16(POLLIN), revents: 0))
        polled += connections.map { pollfd(fd: $0.descriptor, events: $0.events, revents: 0) }
        polled += probes.map(\.polled)
        // Rounded up: a poll that ends a little early would spin. Timers that follow each other closely share a turn.
        let milliseconds = wake <= now ? 0 : max(Self.turnMilliseconds, min(60_000, ((wake - now) * 1000).rounded(.up)))
        guard poll(&polled, nfds_t(polled.count), Int32(milliseconds)) > 0 else { return false }
        for (connection, answer) in zip(connections, polled[2...]) where answer.revents != 0 {
            if answer.revents & Int16(POLLOUT) != 0 { connection.flush() }
            if answer.revents & ~Int16(POLLOUT) != 0 { connection.receive() }
        }
        for (probe, answer) in zip(probes, polled.suffix(probes.count)) where answer.revents != 0 {
            supervisor.wake(probe.name)
        }
        if polled[1].revents != 0 { accept() }
        let signals = signals.take()
        childEnded = signals.contains(SIGCHLD)
        return !signals.isDisjoint(with: [SIGTERM, SIGINT])
    }

    private func accept() {
        let descriptor = Glibc.accept(listener, nil, nil)
        guard descriptor >= 0 else { return }
        guard connections.count < Self.mostConnections else {
            close(descriptor)
            return
        }
        connections.append(Connection(descriptor))
    }

    /// Each probe under way needs a descriptor, so the soft limit is raised to the hard one.
    private static func raiseFileLimit() {
        var limits = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
        limits.rlim_cur = limits.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
    }
}
