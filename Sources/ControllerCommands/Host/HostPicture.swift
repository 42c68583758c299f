import Contract
import Controller
import Fleet
import Wire

/// How full a host is, drawn for a person.
enum HostPicture {
    private static let width = 40

    /// `[########........]`, filled as far as `used` of `all`; something in use is never drawn as nothing.
    static func bar(_ used: Int64, of all: Int64, style: Style) -> String {
        let share = all > 0 ? min(1, max(0, Double(used) / Double(all))) : 1
        let filled = used > 0 ? max(1, Int(share * Double(width))) : 0
        let text = String(repeating: "#", count: filled)
        let colour = share >= 0.95 ? style.red : share >= 0.8 ? style.yellow : style.green
        return "[" + (filled > 0 ? colour(text) : "") + String(repeating: ".", count: width - filled) + "]"
    }

    /// The bars of slots and memory, one under the other.
    static func bars(of view: HostView, style: Style) -> String {
        let (slots, used) = (Int64(view.slots), Int64(view.usedSlots))
        var lines = ["slots   \(bar(used, of: slots, style: style))  \(used) of \(slots) used, \(slots - used) free"]
        let memory = view.usedMemoryMiB
        if let all = view.memoryMiB {
            lines.append(
                "memory  \(bar(memory, of: all, style: style))  \(memory) of \(all) MiB used, \(max(0, all - memory)) free"
            )
        } else {
            lines.append("memory  \(memory) MiB used, not limited")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The ports of every address that has something on it; the others in one line.
    static func ports(of view: HostView, style: Style) -> String {
        let runs = view.portUse ?? []
        let busy = Set(runs.filter { $0.use != "free" && $0.use != "kernel" }.map(\.address))
        var table = Table([.left("ADDRESS"), .left("PORTS"), .left("TRANSPORT"), .left("USE"), .left("BY")])
        for run in runs where busy.contains(run.address) {
            table.add([run.address, run.ports, run.transports.joined(separator: "+"), run.use, run.words])
        }
        let rest = Set(view.serveOn).subtracting(busy)
        return (table.rows.isEmpty ? "" : table.text(style: style)) + words(ofUnused: rest, runs)
    }

    /// Addresses on which nothing is. Not all of their ports need be for sale.
    private static func words(ofUnused addresses: Set<String>, _ runs: [PortRunView]) -> String {
        guard let first = addresses.first else { return "" }
        let free = runs.filter { $0.address == first && $0.use == "free" }.map(\.count).reduce(0, +)
        let (more, have) = ("\(addresses.count) more of its addresses", addresses.count == 1 ? "has" : "have")
        guard free > 0 else {
            return "\(more) \(have) no port for servers: its kernel uses all of them for outgoing connections; "
                + "give it others with `lessor host set --ports`.\n"
        }
        return "\(more) \(have) all \(counted(free, "port")) free.\n"
    }
}

/// Ports in a row as commands print them.
struct PortRunView: Encodable {
    let address: String
    let first: Int
    let last: Int
    let transports: [String]
    /// `server`, `quarantine`, `foreign`, `free`, or `kernel` for what is never sold.
    let use: String
    let server: String?
    /// When the quarantine is over.
    let until: String?
    /// The program of others, where its host knows it.
    let holder: String?

    init(_ run: PortRun, narrator: Narrator) {
        address = run.address
        (first, last) = (run.numbers.lowerBound, run.numbers.upperBound)
        transports = run.transports.map(\.rawValue)
        var (server, until, holder): (ServerID?, Instant?, String?)
        switch run.kind {
        case .used(.server(let id)): (use, server) = ("server", id)
        case .used(.quarantine(let id, let end)): (use, server, until) = ("quarantine", id, end)
        case .used(.foreign(let name)): (use, holder) = ("foreign", name)
        case .free: use = "free"
        case .kernel: use = "kernel"
        }
        self.server = server?.description
        self.until = until.map(narrator.time)
        self.holder = holder
    }

    var ports: String { first == last ? "\(first)" : "\(first)-\(last)" }

    var count: Int { last - first + 1 }

    var words: String {
        switch use {
        case "server": server ?? ""
        case "quarantine": "\(server ?? "") until \(until ?? "")"
        case "foreign": holder ?? "another program"
        case "free": counted(count, "port")
        default: "never sold"
        }
    }
}
