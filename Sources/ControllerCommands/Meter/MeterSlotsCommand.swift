import ArgumentParser
import Contract
import Controller
import Metering

struct MeterSlotsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "slots",
        abstract: "The month's average slots and slot-days of each server, sold, configured and online.",
        discussion: """
            Sold are the slots paid for; configured those that the server had to run with; online those it answered with, which is what \
            licences of voice servers bill. Averages are over the whole month, or over it up to now.
            Example: lessor meter slots --month 2026-10
            """
    )

    @OptionGroup var options: MeterOptions

    private struct Row: Encodable {
        struct Slots: Encodable {
            /// Decimal numbers with two digits behind the point.
            let average: String
            let slotDays: String

            init(slotSeconds: Int64, of seconds: Int64) {
                average = Fixed.text(seconds == 0 ? 0 : Fixed.rounded(slotSeconds * 100, per: seconds), decimals: 2)
                slotDays = Fixed.text(Fixed.rounded(slotSeconds * 100, per: 86_400), decimals: 2)
            }
        }

        let server: String
        let product: String
        let month: String
        let sold: Slots
        let configured: Slots
        let online: Slots
    }

    func run() throws {
        let (month, lines) = try options.lines()
        var rows = lines.map { row($0.server.description, $0.product, month, [$0.time]) }
        if rows.count > 1 { rows.append(row("total", "", month, lines.map(\.time))) }
        let columns: [(Table.Column, (Row) -> String)] = [
            (.left("SERVER"), \.server), (.left("PRODUCT"), \.product),
            (.right("SOLD"), \.sold.average), (.right("CONFIGURED"), \.configured.average),
            (.right("ONLINE"), \.online.average), (.right("SLOT-DAYS SOLD"), \.sold.slotDays),
            (.right("SLOT-DAYS CONFIGURED"), \.configured.slotDays), (.right("SLOT-DAYS ONLINE"), \.online.slotDays),
        ]
        try options.print(rows, columns: columns, whenEmpty: "No server was leased in \(month).")
    }

    private func row(_ server: String, _ product: String, _ month: String, _ times: [ServiceTime]) -> Row {
        let seconds = times.first?.total ?? 0
        func slots(_ part: (ServiceTime) -> Int64) -> Row.Slots {
            Row.Slots(slotSeconds: times.reduce(0) { $0 + part($1) }, of: seconds)
        }
        return Row(
            server: server,
            product: product,
            month: month,
            sold: slots(\.sold),
            configured: slots(\.configured),
            online: slots(\.online)
        )
    }
}
