import Contract
import Controller

/// A played journal for people.
enum ScenarioText {
    static func journal(_ rows: [ScenarioRow], title: String, style: Style) -> String {
        var table = Table([
            .left("TIME"), .left("RULE"), .left("KIND"), .left("ACCOUNT"), .left("SUBSCRIPTION"), .right("AMOUNT"),
            .right("BALANCE"), .left("SERVER"), .left("WHAT"),
        ])
        for row in rows { table.add(cells(row)) }
        return style.bold(title.printable) + "\n\n" + table.text(style: style)
    }

    static func cells(_ row: ScenarioRow) -> [String] {
        [
            row.time, row.rule ?? "-", row.kind.rawValue, row.account, row.subscription ?? "-",
            row.amount.map(euros) ?? "", euros(row.balance), row.server ?? "", row.text,
        ]
    }

    private static func euros(_ cents: Int64) -> String {
        let rest = cents.magnitude % 100
        return "\(cents < 0 ? "-" : "")\(cents.magnitude / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}

/// What another reading or parameter changes in a journal.
struct ScenarioChange {
    struct Line: Encodable {
        /// `-` where the line goes, `+` where it comes.
        let change: String
        let row: ScenarioRow
    }

    let lines: [Line]

    init(from old: [ScenarioRow], to new: [ScenarioRow]) {
        let difference = new.difference(from: old)
        let gone = difference.removals.map { Line(change: "-", row: $0.row) }
        let come = difference.insertions.map { Line(change: "+", row: $0.row) }
        lines = (gone + come).enumerated()
            .sorted { ($0.element.row.time, $0.offset) < ($1.element.row.time, $1.offset) }
            .map(\.element)
    }

    func text(style: Style) -> String {
        guard !lines.isEmpty else { return "Nothing changes.\n" }
        var table = Table([
            .left(""), .left("TIME"), .left("RULE"), .left("KIND"), .left("ACCOUNT"), .left("SUBSCRIPTION"),
            .right("AMOUNT"), .right("BALANCE"), .left("SERVER"), .left("WHAT"),
        ])
        for line in lines { table.add([line.change] + ScenarioText.cells(line.row)) }
        return table.text(style: style)
    }
}

extension CollectionDifference.Change where ChangeElement == ScenarioRow {
    fileprivate var row: ScenarioRow {
        switch self {
        case .remove(_, let row, _), .insert(_, let row, _): row
        }
    }
}
