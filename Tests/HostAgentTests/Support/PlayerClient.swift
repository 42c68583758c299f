import Glibc
import Wire

@testable import HostAgent
@testable import Probing

/// A player's end of a connection, written from the protocols.
final class PlayerClient {
    private let descriptor: Int32

    init(_ program: Program, _ transport: PortBinding.Transport) {
        let type = transport == .udp ? SOCK_DGRAM : SOCK_STREAM
        // Not for an agent that is started meanwhile: the connection would outlive the player.
        descriptor = socket(AF_INET, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let port = program.ports.first { $0.name == program.probe.port }?.number ?? 0
        _ = NumericAddress(program.address)?.withSocketAddress(port: port) { connect(descriptor, $0, $1) }
    }

    deinit { close(descriptor) }

    /// The last answer of a whole dialogue.
    func ask(_ kind: ProbePlan.Kind) -> [UInt8]? {
        var dialogue = kind.dialogue(nonce: 0x0403_0201)
        guard ByteStream.writeAll(dialogue.opening, to: descriptor) else { return nil }
        while let bytes = ByteStream.readSome(from: descriptor, most: 16_384), !bytes.isEmpty {
            switch dialogue.take(bytes) {
            case .wait: continue
            case .send(let next): _ = ByteStream.writeAll(next, to: descriptor)
            case .done: return bytes
            }
        }
        return nil
    }

    /// Joins a team of the server's choice; `ac`cepted or `rj`ected.
    func enterBZFlag() -> String? {
        _ = ByteStream.writeAll(Array("BZFLAG\r\n\r\n".utf8), to: descriptor)
        guard read(9)?.starts(with: Array("BZFS".utf8)) == true else { return nil }
        func padded(_ text: String, _ count: Int) -> [UInt8] {
            Array(text.utf8) + [UInt8](repeating: 0, count: count - text.utf8.count)
        }
        // A tank, any team, name, motto, token, version.
        let name = "p\(descriptor)"
        let body = [0, 0, 0xFF, 0xFE] + padded(name, 32) + padded("", 128) + padded("", 22) + padded("2.4.26", 60)
        let length = [UInt8(body.count >> 8), UInt8(body.count & 0xFF)]
        _ = ByteStream.writeAll(length + Array("en".utf8) + body, to: descriptor)
        while let head = read(4), read(Int(head[0]) << 8 | Int(head[1])) != nil {
            let code = String(decoding: head[2...], as: UTF8.self)
            if ["ac", "rj"].contains(code) { return code }
        }
        return nil
    }

    /// Asks to be let in; it is, as a player while there is room.
    func enterFreeciv(_ name: String) {
        func text(_ text: String) -> [UInt8] { Array(text.utf8) + [0] }
        let version: [UInt8] = [0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 6]
        let body = [4] + text(name) + text("+Freeciv-3.0-network") + text("") + version
        _ = ByteStream.writeAll([0, UInt8(body.count + 2)] + body, to: descriptor)
    }

    /// A command without a connection, as OpenArena takes it.
    func command(_ text: String) -> String? {
        let command: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF] + Array(text.utf8)
        guard ByteStream.writeAll(command, to: descriptor) else { return nil }
        return ByteStream.readSome(from: descriptor, most: 16_384).map { String(decoding: $0, as: UTF8.self) }
    }

    private func read(_ count: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard let more = ByteStream.readSome(from: descriptor, most: count - bytes.count), !more.isEmpty else {
                return nil
            }
            bytes += more
        }
        return bytes
    }
}
