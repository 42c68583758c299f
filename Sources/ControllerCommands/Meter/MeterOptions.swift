import ArgumentParser
import Contract
import Controller
import Foundation
import Store

/// How a month is printed: as other lists, or as CSV for a spreadsheet.
enum MeterFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv
}

/// What the monthly reports have in common: which month, which server, which format.
struct MeterOptions: ParsableArguments {
    @Option(help: "The month, 2026-10; this one by default, up to now.")
    var month: String?

    @Option(help: "Only this server, srv-1001.")
    var server: ServerID?

    @Option(help: "Print a table for people, JSON for programs, or CSV for spreadsheets.")
    var format: MeterFormat = .table

    @OptionGroup var state: StateOptions

    /// The month's lines, and its name as people write it.
    func lines() throws -> (month: String, lines: [MeterLine]) {
        let workspace = try state.open()
        let today = workspace.book.zone.date(at: try workspace.time.now())
        let day = try month.map(Self.firstDay) ?? today
        guard day <= today else {
            throw ValidationError("\(day.monthName) has not begun yet; name a month up to \(today.monthName).")
        }
        if let server, try workspace.store.server(server) == nil {
            throw WorkspaceError.noSuch(kind: "server", id: "\(server)", list: "lessor server list")
        }
        return (day.monthName, try workspace.meter(day, server: server))
    }

    private static func firstDay(_ text: String) throws -> CivilDate {
        guard let day = CivilDate("\(text)-01") else {
            throw ValidationError("\(text) is not a month; write the year and the month, as in 2026-10.")
        }
        return day
    }

    /// Prints the rows; the cells of the table and of the CSV are those of `columns`.
    func print<Row: Encodable>(_ rows: [Row], columns: [(Table.Column, (Row) -> String)], whenEmpty: String) throws {
        switch format {
        case .json: Console.write(try OutputOptions.json(rows))
        case .csv:
            let lines = [columns.map { $0.0.title.lowercased() }] + rows.map { row in columns.map { $0.1(row) } }
            try Console.writeAll(lines.map { $0.joined(separator: ",") + "\r\n" }.joined())
        case .table:
            var table = Table(columns.map(\.0))
            for row in rows { table.add(columns.map { $0.1(row) }) }
            Console.write(table.text(style: .of(STDOUT_FILENO), whenEmpty: whenEmpty))
        }
    }
}

extension CivilDate {
    /// `2026-10`.
    var monthName: String { String(description.prefix(7)) }
}
