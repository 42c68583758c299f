import Contract
package import SSH
package import Wire

/// Why a host's agent could not be asked; the host counts as unreachable, its servers as unknown.
package enum HostLinkError: Error, CustomStringConvertible {
    case ssh(host: String, SSHError)
    case refused(host: String, AgentRefusal)
    case answer(host: String, String)
    /// The agent belongs to another installation, or is another host's of this one.
    case stranger(host: String, called: String)
    case sibling(host: String, is: String)
    case version(host: String, agent: Int)

    package var description: String {
        switch self {
        case .ssh(let host, .hostKeyMismatch(let endpoint, let expected, let got)):
            "\(SSHError.hostKeyMismatch(host: endpoint, expected: expected, got: got)) That is `lessor host rekey \(host)`."
        case .ssh(_, let error): error.description
        case .refused(let host, let refusal): "The agent of \(host) refuses: \(refusal.message)"
        case .answer(let host, let detail):
            "The agent of \(host) gave no usable answer (\(detail)); look at log/gate.log in its directory."
        case .stranger(let host, let called):
            "The agent that answers for \(host) is leased by another installation of Lessor, as its host \(called), and nothing was sent to it; "
                + "remove \(host) from one of the two, or take the machine over with `lessor host add \(host) --take-over`."
        case .sibling(let host, let name):
            "The agent that answers for \(host) is that of host \(name), and nothing was sent to it; correct the address of the one that is wrong "
                + "with `lessor host add`, or remove it."
        case .version(let host, let agent):
            "The agent of \(host) speaks version \(agent) of the protocol and this controller version \(wireVersion); "
                + "run `lessor host upgrade \(host)` to replace the agent."
        }
    }
}
