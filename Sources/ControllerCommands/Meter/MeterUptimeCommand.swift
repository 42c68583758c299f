import ArgumentParser
import Contract
import Controller
import Metering

struct MeterUptimeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "uptime",
        abstract: "How long each server was up, down, unknown, held …; every second of the month is in one class.",
        discussion: """
            OUT OF REACH is the part of DOWN in which the server answered on its host and not from outside. \
            UPTIME is the time up per time in which up or down is known while the server had to run.
            Example: lessor meter uptime --month 2026-10 --server srv-1001
            """
    )

    @OptionGroup var options: MeterOptions

    private struct Row: Encodable {
        let server: String
        let account: String
        let product: String
        let host: String?
        let month: String
        /// Seconds by class.
        let seconds: [String: Int64]
        /// The part of `down` in which it answered on its host and not from outside.
        let outOfReachSeconds: Int64
        /// Per cent with three decimals; absent where nothing is known.
        let uptimePercent: String?
    }

    func run() throws {
        let (month, lines) = try options.lines()
        let rows = lines.map { line in
            Row(
                server: line.server.description,
                account: line.account.description,
                product: line.product,
                host: line.host,
                month: month,
                seconds: Dictionary(uniqueKeysWithValues: line.time.seconds.map { ($0.rawValue, $1) }),
                outOfReachSeconds: line.time.outOfReach,
                uptimePercent: line.time.uptime.map { Fixed.text($0 / 10, decimals: 3) }
            )
        }
        let classes = ServiceClass.allCases.map { kind in
            (Table.Column.right(kind.rawValue.uppercased()), { (row: Row) in time(row.seconds[kind.rawValue] ?? 0) })
        }
        let columns: [(Table.Column, (Row) -> String)] =
            [(.left("SERVER"), \.server)] + classes + [
                (.right("OUT OF REACH"), { time($0.outOfReachSeconds) }),
                (.right("UPTIME"), { $0.uptimePercent.map { $0 + " %" } ?? "-" }),
            ]
        try options.print(rows, columns: columns, whenEmpty: "No server was leased in \(month).")
    }

    /// Seconds for programs, `h:mm:ss` for people.
    private func time(_ seconds: Int64) -> String {
        guard options.format == .table else { return String(seconds) }
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return seconds == 0 ? "-" : "\(seconds / 3600):\(two(seconds % 3600 / 60)):\(two(seconds % 60))"
    }
}
