import Glibc
import Wire

/// Serves the status page: HTTP/1.1, files only, one thread, everything that a client can cost bounded.
package final class StatusServer: Sendable {
    private let listener: Int32
    private let site: StatusSite
    private let hosts: HTTPHosts
    private let limits: StatusLimits
    private let wake: (read: Int32, write: Int32)
    /// Where a browser finds it: `http://127.0.0.1:8790/`.
    package let url: String

    /// - Parameters:
    ///   - address: of this machine, as digits.
    ///   - port: 0 for any that is free.
    package convenience init(site: StatusSite, hosts: HTTPHosts, address: String, port: UInt16)
        throws(StatusServerError)
    {
        try self.init(site: site, hosts: hosts, limits: StatusLimits(), address: address, port: port)
    }

    init(site: StatusSite, hosts: HTTPHosts, limits: StatusLimits, address: String, port: UInt16)
        throws(StatusServerError)
    {
        (self.site, self.hosts, self.limits) = (site, hosts, limits)
        let listening = try ListeningSocket.open(address, port)
        listener = listening.descriptor
        url = "http://\(SocketPlace(address, listening.port))/"
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else {
            let reason = errno
            close(listener)
            throw StatusServerError(address: address, port: port, errorNumber: reason)
        }
        for end in ends { ListeningSocket.prepare(end) }
        wake = (ends[0], ends[1])
    }

    deinit {
        for descriptor in [listener, wake.read, wake.write] { close(descriptor) }
    }

    /// Ends ``run()``; from any thread.
    package func stop() {
        var byte: UInt8 = 1
        _ = write(wake.write, &byte, 1)
    }

    /// Serves until ``stop()``; holds its thread.
    package func run() {
        var clients: [StatusConnection] = []
        while true {
            var watched = [wake.read, listener].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            watched += clients.map {
                pollfd(fd: $0.descriptor, events: Int16($0.wantsToWrite ? POLLOUT : POLLIN), revents: 0)
            }
            guard poll(&watched, nfds_t(watched.count), Self.wait(for: clients)) >= 0 || errno == EINTR else { return }
            if watched[0].revents != 0 { return }
            let now = Self.now
            clients = zip(clients, watched.dropFirst(2))
                .filter { client, event in
                    (event.revents == 0 && now < client.deadline)
                        || client.advance(canRead: event.revents & Int16(POLLIN | POLLHUP | POLLERR) != 0, now: now)
                }
                .map(\.0)
            if watched[1].revents != 0 { accept(into: &clients, now) }
        }
    }

    private func accept(into clients: inout [StatusConnection], _ now: Double) {
        while true {
            let descriptor = Glibc.accept(listener, nil, nil)
            guard descriptor >= 0 else { return }
            ListeningSocket.prepare(descriptor)
            // Who waits between two requests makes room first.
            if clients.count >= limits.clients, let idle = clients.firstIndex(where: \.isIdle) {
                clients.remove(at: idle)
            }
            let client = StatusConnection(descriptor, site: site, hosts: hosts, limits: limits, now: now)
            if clients.count < limits.clients { clients.append(client) } else { client.turnAway() }
        }
    }

    /// Milliseconds until the first deadline of a client; -1 when there is none.
    private static func wait(for clients: [StatusConnection]) -> Int32 {
        guard let first = clients.map(\.deadline).min() else { return -1 }
        return Int32(max(0, min(first - now, 3600)) * 1000) + 1
    }

    /// Monotonic seconds.
    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
