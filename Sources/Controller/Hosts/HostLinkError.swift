import Contract
package import SSH
package import Wire

/// Why a host's agent could not be asked; the host counts as unreachable, its servers as unknown.
package enum HostLinkError: Error, CustomStringConvertible {
    case ssh(SSHError)
    case refused(host: String, AgentRefusal)
    case answer(host: String, String)
    case version(host: String, agent: Int)

    package var description: String {
        switch self {
        case .ssh(let error): error.description
        case .refused(let host, let refusal): "The agent of \(host) refuses: \(refusal.message)"
        case .answer(let host, let detail):
            "The agent of \(host) gave no usable answer (\(detail)); look at log/gate.log in its directory."
        case .version(let host, let agent):
            "The agent of \(host) speaks version \(agent) of the protocol and this controller version \(wireVersion); "
                + "run `lessor host upgrade \(host)` to replace the agent."
        }
    }
}
