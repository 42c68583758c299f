import Glibc
import Wire

extension AgentCommand {
    static let usage = """
        lessor-agent: supervises the leased servers of one host.

        usage:
          lessor-agent run --root DIR [--foreground]   start the daemon (in the background without --foreground)
          lessor-agent gate --root DIR                 speak the controller's protocol on standard input and output
          lessor-agent version                         print the version

        DIR holds agent.json, which `lessor host add` writes. Example, as a forced command of sshd:
          restrict,command="/opt/lessor/bin/lessor-agent gate --root /opt/lessor" ssh-ed25519 AAAA…

        exit codes: 0 done, 1 failed or refused, 64 wrongly called, 75 another agent runs on DIR

        """

    func execute() throws(AgentError) -> Int32 {
        switch self {
        case .help: print(AgentCommand.usage, terminator: "")
        case .version: print(lessorVersion)
        case .launch: return LaunchStep.run()
        case .view(let root): try PrivateView.tryOut(in: root)
        case .attend(let plan): return try Attendant.run(plan)
        case .gate(let root): return Gate(root: root).run()
        case .run(let root, foreground: false): try DaemonStarter(root: root).start()
        case .run(let root, foreground: true): try Daemon(root: root).run()
        }
        return 0
    }
}
