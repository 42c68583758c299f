import Glibc

/// Why the status page cannot be served.
package struct StatusServerError: Error, Equatable, Sendable, CustomStringConvertible {
    package let address: String
    package let port: UInt16
    let errorNumber: Int32

    package var description: String {
        "The status page cannot be served on port \(port) of \(address): \(reason)"
    }

    private var reason: String {
        switch errorNumber {
        case EADDRINUSE: "another program listens there. Name another port with --port, or 0 for any that is free."
        case EADDRNOTAVAIL: "this machine has no such address. Name one that `ip address` shows."
        case EACCES: "ports below 1024 are for root. Name a higher one with --port."
        case EINVAL: "that is no address. Give it in digits, as 127.0.0.1 or ::1."
        default: String(cString: strerror(errorNumber)) + ". Look at the limits and the network of this machine."
        }
    }
}
