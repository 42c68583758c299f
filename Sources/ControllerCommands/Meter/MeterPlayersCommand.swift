import ArgumentParser
import Contract
import Controller
import Metering

struct MeterPlayersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "players",
        abstract: "The month's peak and mean players of each server.",
        discussion: """
            The mean is over the time for which players are known. KNOWN is its share of the time in which the server had to run: time \
            down or unknown is left out, and so are servers whose protocol does not tell, and what agents add up at present (an hour at \
            most).
            Example: lessor meter players --month 2026-10
            """
    )

    @OptionGroup var options: MeterOptions

    private struct Row: Encodable {
        let server: String
        let product: String
        let month: String
        let peak: Int?
        /// A decimal number with two digits behind the point.
        let mean: String?
        let knownSeconds: Int64
        /// Seconds in which it had to run.
        let demandedSeconds: Int64
        /// Per cent with one decimal; absent where it never had to run.
        let knownPercent: String?
    }

    func run() throws {
        let (month, lines) = try options.lines()
        let rows = lines.map { row($0, month) }
        let columns: [(Table.Column, (Row) -> String)] = [
            (.left("SERVER"), \.server), (.left("PRODUCT"), \.product),
            (.right("PEAK"), { $0.peak.map(String.init) ?? "-" }), (.right("MEAN"), { $0.mean ?? "-" }),
            (.right("KNOWN"), { $0.knownPercent.map { $0 + " %" } ?? "-" }),
        ]
        try options.print(rows, columns: columns, whenEmpty: "No server was leased in \(month).")
    }

    private func row(_ line: MeterLine, _ month: String) -> Row {
        let demanded = line.time.demanded
        let known = min(line.players.known, demanded)
        return Row(
            server: line.server.description,
            product: line.product,
            month: month,
            peak: line.players.peak,
            mean: line.players.mean.map { Fixed.text($0, decimals: 2) },
            knownSeconds: known,
            demandedSeconds: demanded,
            knownPercent: demanded == 0 ? nil : Fixed.text(Fixed.rounded(known * 1000, per: demanded), decimals: 1)
        )
    }
}
