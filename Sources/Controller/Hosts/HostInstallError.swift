/// Why a machine could not be made a host.
package enum HostInstallError: Error, CustomStringConvertible {
    case survey(String)
    case notLinux(String)
    case machine(host: String, has: String, agent: String)
    case notPrivileged(user: String)
    case otherLogin(host: String, user: String)
    case step(title: String, exitStatus: Int32, output: String)
    case agentMissing(path: String)
    case agentAnswer(String)
    case unsafeRoot(String)

    package var description: String {
        switch self {
        case .survey(let output):
            "The machine did not answer as a POSIX shell would, but with: \(output.prefix(200)). Check that the login has an ordinary shell."
        case .notLinux(let kernel):
            "The machine runs \(kernel); the agent runs on Linux only."
        case .machine(let host, let has, let agent):
            "Host \(host) is a \(has) machine and the agent is built for \(agent); build it there and pass it with --agent."
        case .notPrivileged(let user):
            "\(user) is neither root nor has sudo without a password; log in as one that has, or use --mode user."
        case .otherLogin(let host, let user):
            "The agent of \(host) runs as \(user) and is replaced by that login only: say --login \(user)."
        case .step(let title, let exitStatus, let output):
            "Could not \(title): exit status \(exitStatus), saying: \(output)"
        case .agentMissing(let path):
            "There is no agent binary at \(path); build it with `make build` or name it with --agent."
        case .agentAnswer(let answer):
            "The agent was installed but does not answer through its gate: \(answer)"
        case .unsafeRoot(let root):
            "\(root) cannot be the agent's directory: it must be an absolute path of letters, digits, '.', '_', '-' and '/'."
        }
    }
}
