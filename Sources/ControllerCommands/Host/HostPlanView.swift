import Controller
import Fleet
import SSH

/// What an installation would do, as a dry run prints it.
struct HostPlanView {
    struct Step: Encodable {
        let host: String
        let step: String
        /// What runs on the machine, and whether as root.
        var script: String?
        var asRoot: Bool?
        /// Where the agent binary is copied to.
        var upload: String?
        var books: Entry?
    }

    /// What the books say of the host from then on.
    struct Entry: Encodable {
        let address: String
        let user: String
        let root: String
        let hostKey: String
        let serveOn: [String]
        let ports: String
        let slots: Int
        let memoryMiB: Int64?
        let labels: [String]

        init(_ host: Host) {
            address = SSHEndpoint(address: host.address, port: UInt16(clamping: host.sshPort)).description
            user = host.user
            root = host.rootDirectory
            hostKey = host.hostKey
            serveOn = host.addresses
            ports = host.ports.description
            slots = host.capacity
            memoryMiB = host.memory?.mebibytes
            labels = host.labels.sorted().map(\.description)
        }

        fileprivate var lines: [String] {
            [
                "address \(address) as \(user), agent in \(root)",
                "serves on \(serveOn.joined(separator: ", ")) ports \(ports)",
                "\(slots) slots, \(memoryMiB.map { "\($0) MiB of memory" } ?? "memory not limited")",
                "labels \(labels.isEmpty ? "none" : labels.joined(separator: ", "))",
            ]
        }
    }

    let steps: [Step]

    init(_ preparation: HostPreparation) throws {
        let host = preparation.host
        let installing = preparation.plan.steps.map { step in
            switch step {
            case .run(let title, let script, let privileged):
                Step(host: host.name, step: title, script: script, asRoot: privileged)
            case .uploadAgent(let title, let path): Step(host: host.name, step: title, upload: path)
            }
        }
        let key = try HostKey(line: host.hostKey).fingerprint
        steps =
            installing + [
                Step(
                    host: host.name,
                    step: "greet the agent through its gate as \(host.user), behind the host key \(key)"
                ),
                Step(host: host.name, step: "pin that key and enter the host into the books", books: Entry(host)),
            ]
    }

    /// Shell text; what is no script is a comment.
    var text: String {
        steps.map { step in
            (["# \(step.host): \(step.step)" + (step.upload.map { " to \($0)" } ?? "")]
                + [step.script].compactMap(\.self) + (step.books?.lines.map { "#   \($0)" } ?? []))
                .map { $0 + "\n" }.joined()
        }.joined()
    }
}
