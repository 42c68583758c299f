/// Reads CSV downloads through a mapping of their columns.
package enum CSVStatement {
    /// All rows of a file; or an error, and then nothing.
    /// - Parameter layout: The name of the one to use; nil to find it by the header, and by what can be read at all.
    package static func read(
        _ bytes: [UInt8],
        as mapping: CSVMapping,
        layout name: String? = nil,
        file: String
    ) throws(StatementError) -> Statement {
        let text = try CSVText.decode(bytes, mapping.encoding ?? .utf8, file: file)
        let table = try CSVTable(text, delimiter: mapping.delimiterByte ?? UInt8(ascii: ","), file: file)
        let readings = try readings(of: table, mapping, layout: name, file)
        guard readings.count > 1 else { return readings[0].statement }
        // The same header in two forms, such as dates with the day or the month first.
        throw StatementError(
            "it can be read as \(readings.map(\.name).joined(separator: " and as ")), with different results; "
                + "choose one with --layout",
            in: file
        )
    }

    private typealias Reading = (name: String, statement: Statement)

    /// What the fitting layouts make of the file, each result once; one at least.
    private static func readings(
        of table: CSVTable,
        _ mapping: CSVMapping,
        layout name: String?,
        _ file: String
    ) throws(StatementError) -> [Reading] {
        var readings: [Reading] = []
        var failure: StatementError?
        for layout in try layouts(of: mapping, named: name, file) {
            guard let header = CSVHeader(table, layout) else { continue }
            do {
                let statement = try CSVRows(mapping, layout, header, file: file).statement(of: table)
                if !readings.contains(where: { $0.statement == statement }) {
                    readings.append((layout.name, statement))
                }
            } catch {
                // The layout that read furthest is the one that was meant.
                failure = failure.map { ($0.line ?? 0) >= (error.line ?? 0) ? $0 : error } ?? error
            }
        }
        guard readings.isEmpty else { return readings }
        throw failure ?? missingHeader(table, mapping, name, file)
    }

    private static func layouts(
        of mapping: CSVMapping,
        named name: String?,
        _ file: String
    ) throws(StatementError) -> [CSVMapping.Layout] {
        guard let name else { return mapping.layouts }
        let chosen = mapping.layouts.filter { $0.name == name }
        guard chosen.isEmpty else { return chosen }
        throw StatementError(
            "its mapping has no layout \(name); choose one of \(mapping.layouts.map(\.name).joined(separator: ", "))",
            in: file
        )
    }

    private static func missingHeader(
        _ table: CSVTable,
        _ mapping: CSVMapping,
        _ name: String?,
        _ file: String
    ) -> StatementError {
        let layout = mapping.layouts.first { name == nil || $0.name == name }
        let wanted = layout?.requiredColumns.joined(separator: ", ") ?? ""
        return StatementError(
            "no row is a header with the columns \(wanted); choose another --mapping, or correct its columns",
            line: table.rows.first?.line,
            in: file
        )
    }
}
