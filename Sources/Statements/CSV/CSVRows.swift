import Contract

/// Makes lines of the rows below a header.
struct CSVRows {
    private let mapping: CSVMapping
    private let layout: CSVMapping.Layout
    private let header: CSVHeader
    private let file: String
    private let dates: DateFormat

    init(_ mapping: CSVMapping, _ layout: CSVMapping.Layout, _ header: CSVHeader, file: String) throws(StatementError) {
        guard let dates = DateFormat(layout.dates) else {
            throw StatementError("its mapping cannot be used: \(mapping.problem ?? "")", in: file)
        }
        self.mapping = mapping
        self.layout = layout
        self.header = header
        self.file = file
        self.dates = dates
    }

    func statement(of table: CSVTable) throws(StatementError) -> Statement {
        guard !(table.endsOpen && header.usesLastColumn) else {
            throw StatementError(
                "its last field has no line end behind it, so the file may be cut short; download it again",
                line: table.rows.last?.line,
                in: file
            )
        }
        var statement = Statement()
        var identities = Identities()
        var ids: [String: CSVTable.Row] = [:]
        for row in table.rows.dropFirst(header.row + 1) {
            try checkWidth(row)
            try checkID(row, &ids)
            try add(row, to: &statement, &identities)
        }
        return statement
    }

    private func checkWidth(_ row: CSVTable.Row) throws(StatementError) {
        // Some programs end each row with a delimiter, and the header without one.
        guard row.fields.count >= header.width, row.fields[header.width...].allSatisfy({ $0.nonEmpty == nil }) else {
            throw StatementError(
                "the row has \(row.fields.count) fields and the header \(header.width); the file may be cut short or damaged",
                line: row.line,
                in: file
            )
        }
    }

    /// An id that comes again with another content is none, and taking it for one would lose payments.
    private func checkID(_ row: CSVTable.Row, _ ids: inout [String: CSVTable.Row]) throws(StatementError) {
        guard let column = layout.columns.id, let id = header.field(column, of: row).nonEmpty else { return }
        if let other = ids.updateValue(row, forKey: id), other.fields != row.fields, isBooked(row), isBooked(other) {
            throw StatementError(
                "the id \(id) stands in line \(other.line) too, with another content; leave the column id out of the mapping",
                line: row.line,
                in: file
            )
        }
    }

    // MARK: One row

    private func add(
        _ row: CSVTable.Row,
        to statement: inout Statement,
        _ identities: inout Identities
    ) throws(StatementError) {
        let amount = try amount(of: row)
        let currency = layout.columns.currency.map { header.field($0, of: row).uppercased() } ?? layout.currency ?? ""
        guard currency.utf8.count == 3 else {
            throw StatementError(
                "the currency \"\(currency)\" is not a code of three letters",
                line: row.line,
                in: file
            )
        }
        guard isBooked(row) else { return statement.pass(.notBooked, amount, currency) }
        guard amount != 0, let nature = nature(of: row) else { return statement.pass(.otherType, amount, currency) }
        statement.add(try line(row, nature, amount, currency, &identities))
    }

    private func line(
        _ row: CSVTable.Row,
        _ nature: StatementLine.Nature,
        _ amount: Int64,
        _ currency: String,
        _ identities: inout Identities
    ) throws(StatementError) -> StatementLine {
        let date = try date(of: row)
        let texts = layout.columns.text.compactMap { header.field($0, of: row).nonEmpty }
        let id = field(layout.columns.id, row)
        let content = ["content", "\(date)", "\(amount)", currency, "\(nature)"] + texts
        return StatementLine(
            nature: nature,
            method: mapping.method.rawValue,
            source: mapping.source.collapsed,
            identity: id.map { "id\u{1F}\($0)" } ?? identities.next(content),
            bookedOn: date,
            amount: amount,
            currency: currency,
            texts: texts,
            references: [],
            bankReference: id.flatMap { $0.utf8.count <= 64 ? $0 : nil },
            original: field(layout.columns.original, row),
            note: mapping.keepsText ?? true ? texts.joined(separator: " · ").nonEmpty : nil,
            position: row.line
        )
    }

    private func field(_ column: String?, _ row: CSVTable.Row) -> String? {
        column.flatMap { header.field($0, of: row).nonEmpty }
    }

    private func isBooked(_ row: CSVTable.Row) -> Bool {
        (layout.booked ?? [:]).allSatisfy { column, values in values.contains(header.field(column, of: row)) }
    }

    /// Nil for a type that the mapping passes over.
    private func nature(of row: CSVTable.Row) -> StatementLine.Nature? {
        guard let column = layout.columns.type, let types = layout.types else { return .payment }
        let type = header.field(column, of: row)
        if types.ignored.contains(type) { return nil }
        if types.reversals.contains(type) { return .reversal }
        return types.payments.contains(type) ? .payment : .unknownType(type)
    }

    private func date(of row: CSVTable.Row) throws(StatementError) -> CivilDate {
        let text = header.field(layout.columns.date, of: row)
        guard let date = dates.date(text) else {
            throw StatementError("\"\(text)\" is not a date of the form \(layout.dates)", line: row.line, in: file)
        }
        return date
    }

    private func amount(of row: CSVTable.Row) throws(StatementError) -> Int64 {
        if let column = layout.columns.amount { return try hundredths(column, row) }
        let credit = try optionalHundredths(layout.columns.credit, row)
        let debit = try optionalHundredths(layout.columns.debit, row)
        guard credit >= 0, credit == 0 || debit == 0 else {
            throw StatementError("the row is both a credit and a debit", line: row.line, in: file)
        }
        // Banks write what left with or without a sign.
        return credit - abs(debit)
    }

    private func optionalHundredths(_ column: String?, _ row: CSVTable.Row) throws(StatementError) -> Int64 {
        guard let column, field(column, row) != nil else { return 0 }
        return try hundredths(column, row)
    }

    private func hundredths(_ column: String, _ row: CSVTable.Row) throws(StatementError) -> Int64 {
        let text = header.field(column, of: row)
        guard let point = layout.decimal.first,
            let amount = Decimal.hundredths(text, point: point, thousands: layout.thousands?.first)
        else {
            throw StatementError(
                "\(column) is \"\(text)\", not an amount with \"\(layout.decimal)\" and at most two decimals",
                line: row.line,
                in: file
            )
        }
        return amount
    }
}
