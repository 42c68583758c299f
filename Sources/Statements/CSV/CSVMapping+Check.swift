extension CSVMapping {
    /// What is wrong with the mapping, naming the field; nil when it can be used.
    package var problem: String? {
        if source.nonEmpty == nil { return "the field source is empty; name the account that the rows belong to" }
        if delimiterByte == nil { return "the field delimiter is not one ASCII character such as , or ;" }
        if layouts.isEmpty { return "the field layouts is empty; describe one layout at least" }
        if Set(layouts.map(\.name)).count < layouts.count { return "two of its layouts have the same name" }
        return layouts.lazy.compactMap(\.problem).first
    }

    var delimiterByte: UInt8? {
        let bytes = Array((delimiter ?? ",").utf8)
        let forbidden = Array("\"\r\n".utf8)
        return bytes.count == 1 && bytes[0] < 128 && !forbidden.contains(bytes[0]) ? bytes[0] : nil
    }
}

extension CSVMapping.Layout {
    fileprivate var problem: String? {
        found.map { "in the layout \(name), \($0)" }
    }

    private var found: String? {
        if DateFormat(dates) == nil {
            return "the field dates is \(dates); write it with dd, MM and yyyy, such as dd/MM/yyyy"
        }
        if decimal != "." && decimal != "," { return "the field decimal is \(decimal); it is . or ," }
        if let thousands, thousands.count != 1 || thousands == decimal {
            return "the field thousands is \(thousands); it is one character, and not the decimal one"
        }
        let hasBoth = columns.credit != nil && columns.debit != nil
        guard columns.amount != nil ? columns.credit == nil && columns.debit == nil : hasBoth else {
            return "name either the column amount or the columns credit and debit"
        }
        guard (columns.currency == nil) != (currency == nil) else {
            return "name either the column currency or the field currency"
        }
        return (columns.type == nil) != (types == nil) ? "the column type and the field types need each other" : nil
    }
}
