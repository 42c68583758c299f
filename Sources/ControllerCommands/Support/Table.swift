/// Lines up columns for a person: left for words, right for numbers. Widths count characters, not bytes.
struct Table {
    enum Alignment { case left, right }

    struct Column {
        let title: String
        let alignment: Alignment

        static func left(_ title: String) -> Column { Column(title: title, alignment: .left) }
        static func right(_ title: String) -> Column { Column(title: title, alignment: .right) }
    }

    let columns: [Column]
    private(set) var rows: [[String]] = []

    init(_ columns: [Column]) {
        self.columns = columns
    }

    mutating func add(_ cells: [String]) {
        rows.append(cells.map(\.printable))
    }

    /// The whole table, heading in bold where `style` has colours; lines end without trailing blanks. Without rows it is
    /// the sentence `whenEmpty`, where there is one.
    func text(style: Style, whenEmpty sentence: String? = nil) -> String {
        if rows.isEmpty, let sentence { return sentence + "\n" }
        let widths = columns.indices.map { index in
            ([columns[index].title] + rows.map { $0[index] }).map(\.count).max() ?? 0
        }
        let heading = style.bold(line(columns.map(\.title), widths))
        return ([heading] + rows.map { line($0, widths) }).joined(separator: "\n") + "\n"
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var text = ""
        for (index, cell) in cells.enumerated() {
            let blanks = String(repeating: " ", count: max(0, widths[index] - cell.count))
            text += columns[index].alignment == .right ? blanks + cell : cell + blanks
            text += index == cells.count - 1 ? "" : "  "
        }
        return String(text.reversed().drop { $0 == " " }.reversed())
    }
}

/// A block of `name  value` lines about one thing.
struct Details {
    private var lines: [(String, String)] = []

    mutating func add(_ name: String, _ value: String?) {
        guard let value else { return }
        lines.append((name, value.printable))
    }

    func text(style: Style) -> String {
        let width = lines.map(\.0.count).max() ?? 0
        return lines.map { name, value in
            style.faint(name + String(repeating: " ", count: width - name.count)) + "  " + value + "\n"
        }.joined()
    }
}

extension String {
    /// Without control characters: what clients and hosts wrote must not steer the operator's terminal.
    var printable: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}
