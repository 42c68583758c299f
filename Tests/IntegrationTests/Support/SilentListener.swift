import Foundation
import LoopbackHosts
import Testing

/// Takes a stopped program's place: connections are made, and then nothing is ever said.
final class SilentListener {
    private let descriptor: Int32

    convenience init(in sshd: LoopbackSSHD) throws { try self.init(sshd.address, sshd.port) }

    init(_ address: String, _ port: UInt16) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        self.descriptor = descriptor
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        inet_pton(AF_INET, address, &name.sin_addr)
        let bound = withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0 && listen(descriptor, 64) == 0
            }
        }
        try #require(bound, "port \(port) of \(address) cannot be taken")
    }

    deinit { close(descriptor) }
}

/// Waits for something that must come true by itself; the machine may be busy, so it waits long.
func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(180)
    while try await !condition() {
        try #require(ContinuousClock.now < end, "waited in vain until \(what)")
        try await Task.sleep(for: .milliseconds(20))
    }
}
