import Foundation
import Wire

/// Looks at a Mumble server from outside, as a client's server list does: the UDP ping.
enum MumblePlayer {
    struct Answer: Equatable, Sendable {
        let players: Int
        let slots: Int
    }

    /// One ping; nil when nothing right comes back within the limit. A port that nobody has refuses at once.
    static func ping(_ address: String, _ port: Int, timeoutMilliseconds: Int32 = 2000) -> Answer? {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = in_port_t(UInt16(clamping: port)).bigEndian
        guard inet_pton(AF_INET, address, &target.sin_addr) == 1 else { return nil }
        let connected = withUnsafePointer(to: &target) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        let nonce = UInt64.random(in: 0...UInt64.max)
        let request = MumblePing.request(nonce: nonce)
        guard connected, send(descriptor, request, request.count, 0) == request.count else { return nil }
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, timeoutMilliseconds) == 1 else { return nil }
        var datagram = [UInt8](repeating: 0, count: 64)
        let count = recv(descriptor, &datagram, datagram.count, 0)
        guard count > 0, let answer = MumblePing.answer(Array(datagram.prefix(count)), nonce: nonce) else { return nil }
        return Answer(players: answer.players, slots: answer.slots)
    }
}
