package import Fleet

/// Why a machine could not be made a host.
package enum HostInstallError: Error, CustomStringConvertible {
    case survey(String)
    case notLinux(String)
    case machine(host: String, has: String, agent: String)
    case notPrivileged(user: String)
    case lacksRoot(host: String, user: String)
    case notSaid(host: String, option: String)
    case otherLogin(host: String, user: String)
    case otherPlace(Host, asked: String)
    case sibling(host: String, root: String?)
    case stranger(host: String, root: String, elsewhere: Bool)
    case otherUnit(root: String)
    case lacksAddresses(host: String, [String], has: String)
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
        case .lacksRoot(let host, let user):
            "The agent of \(host) runs as root, and \(user) is neither root nor has sudo without a password; log in as one that has."
        case .notSaid(let host, let option):
            "Host \(host) is new to the books, which cannot say it for you: name \(option)."
        case .otherPlace(let host, let asked):
            "Host \(host.name) runs under \(host.rootDirectory) and answers as \(host.user), and \(asked) would leave that agent and its "
                + "servers running beside a new one; leave it out, or first `lessor host drain \(host.name)` and `lessor host remove \(host.name)`."
        case .sibling(let host, let root):
            "This machine is host \(host) of these books already\(root.map { ", its agent in \($0)" } ?? ", by its host key"); run `lessor host add "
                + "\(host)` to install it again, or remove \(host) first. "
                + "Another machine with a copied key needs one of its own: `ssh-keygen -A` after removing the old."
        case .stranger(let host, let root, elsewhere: false):
            "The agent in \(root) is leased by another installation of Lessor, as its host \(host), and both would sell the same machine; "
                + "when it is removed there, or that installation is lost, say --take-over."
        case .stranger(let host, let root, elsewhere: true):
            "The agent in \(root) on this machine is leased by another installation of Lessor, as its host \(host), and both would sell the same "
                + "machine; remove that agent, or when that installation has removed the host or is lost, say --root \(root) --take-over."
        case .otherUnit(let root):
            "The unit lessor-agent of this machine runs the agent in \(root), and there is one such unit: say --root \(root)."
        case .lacksAddresses(let host, let addresses, let has):
            "The machine of \(host) does not have \(addresses.joined(separator: ", ")), so that no server could be reached there; it has \(has). "
                + "Correct --serve-on, or give the machine the address first."
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
