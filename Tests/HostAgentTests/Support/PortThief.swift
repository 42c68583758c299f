import Glibc
import TestSupport

@testable import HostAgent

/// Holds the port of a server.
final class PortThief {
    private var descriptor: Int32

    init?(_ place: Place) {
        descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        let end = MachineClock.monotonic() + 30
        while MachineClock.monotonic() < end {
            let bound = place.bind(descriptor)
            if bound { return }
            usleep(1000)
        }
        return nil
    }

    deinit { leave() }

    func leave() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
    }
}

extension Place {
    fileprivate func bind(_ descriptor: Int32) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        inet_pton(AF_INET, self.address, &address.sin_addr)
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
