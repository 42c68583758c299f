/// Where the columns of a layout stand in a file.
struct CSVHeader {
    /// The row of the table that is the header; what stands before it is the bank's preamble.
    let row: Int
    let width: Int
    private let places: [String: Int]

    /// How far down a header is looked for.
    private static let deepest = 50

    /// Nil where no row near the beginning is the header of the layout.
    init?(_ table: CSVTable, _ layout: CSVMapping.Layout) {
        for (index, row) in table.rows.prefix(Self.deepest).enumerated() {
            guard let places = Self.places(of: layout, in: row.fields.map(\.collapsed)) else { continue }
            self.row = index
            width = row.fields.count
            self.places = places
            return
        }
        return nil
    }

    /// Where each column stands; nil unless each one needed stands there once.
    private static func places(of layout: CSVMapping.Layout, in names: [String]) -> [String: Int]? {
        var places: [String: Int] = [:]
        for column in layout.requiredColumns + layout.optionalColumns {
            let found = names.indices.filter { names[$0] == column.collapsed }
            if found.count == 1 { places[column] = found[0] }
        }
        let isWhole = layout.requiredColumns.allSatisfy { places[$0] != nil }
        return isWhole && layout.columns.text.contains { places[$0] != nil } ? places : nil
    }

    func field(_ name: String, of row: CSVTable.Row) -> String {
        places[name].map { row.fields[$0].collapsed } ?? ""
    }

    /// Whether a value that counts stands in the last column.
    var usesLastColumn: Bool { places.values.contains(width - 1) }
}
