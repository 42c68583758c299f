/// Why there is no loopback host; the description is a full sentence.
package struct LoopbackError: Error, CustomStringConvertible {
    package let description: String

    init(_ reason: String) {
        description =
            "A loopback host cannot be had: \(reason); install openssh-server and see the log in its directory."
    }
}
