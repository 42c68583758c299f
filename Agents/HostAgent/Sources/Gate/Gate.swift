import Glibc
import Wire

/// `lessor-agent gate`, the only thing that the controller's key opens: frames in, answers out, all else refused and
/// logged.
struct Gate {
    let root: String
    private let log: GateLog
    private let link: DaemonLink

    init(root: String) {
        self.root = root
        log = GateLog(root: root)
        link = DaemonLink(root: root)
    }

    /// Serves until standard input ends. Returns 0, or 1 when the connection was refused.
    func run() -> Int32 {
        signal(SIGPIPE, SIG_IGN)
        if let asked = getenv("SSH_ORIGINAL_COMMAND").map({ String(cString: $0) }), !Self.isAllowed(asked) {
            log.write("refused the command “\(asked.prefix(200))”\(client)")
            refuse(
                AgentRefusal(.malformed, "This key opens the agent's protocol only; commands and shells are refused.")
            )
            return 1
        }
        var reader = FrameReader(limit: maximumFrameBytes)
        while true {
            switch reader.next() {
            case .frame(let bytes): if !serve(bytes) { return 1 }
            case .tooLong:
                log.write("refused a frame of more than \(maximumFrameBytes) bytes\(client)")
                refuse(FrameText.tooLong)
                return 1
            case .partial:
                guard let bytes = ByteStream.readSome(from: 0, most: 1 << 18) else { return 1 }
                if bytes.isEmpty { return 0 }
                reader.take(bytes)
            }
        }
    }

    /// What the client's command line may be; the gate is what runs in any case.
    static func isAllowed(_ command: String) -> Bool { command.isEmpty || command == "lessor-agent gate" }

    /// Answers one frame; false when nobody takes the answer.
    private func serve(_ bytes: [UInt8]) -> Bool {
        do throws(AgentRefusal) {
            _ = try FrameText.request(bytes)
            return ByteStream.writeAll(try link.exchange(bytes), to: 1)
        } catch {
            log.write("refused a frame of \(bytes.count) bytes as \(error.reason.rawValue)\(client)")
            return refuse(error)
        }
    }

    @discardableResult
    private func refuse(_ refusal: AgentRefusal) -> Bool {
        ByteStream.writeAll(FrameText.line(.refused(refusal)), to: 1)
    }

    /// Where the connection came from, for the log.
    private var client: String {
        getenv("SSH_CONNECTION").map { " from \(String(cString: $0).prefix { $0 != " " })" } ?? ""
    }
}
