import Controller

/// An explanation for people: what is true, the chain that led there, the words of the terms, what nearly
/// happened, the measured intervals.
struct ExplanationText {
    private let explanation: Explanation
    private let quoteAll: Bool

    init(_ explanation: Explanation, quoteAll: Bool) {
        self.explanation = explanation
        self.quoteAll = quoteAll
    }

    func text(style: Style) -> String {
        var text = style.bold(explanation.subject) + "\n"
        for line in explanation.summary { text += "  \(line)\n" }
        text += "\n" + chain(style: style)
        if !explanation.nearMisses.isEmpty { text += "\n" + nearMisses(style: style) }
        if !explanation.intervals.isEmpty { text += "\n" + intervals(style: style) }
        return text
    }

    private func chain(style: Style) -> String {
        var text = ""
        var quoted: Set<String> = []
        let width = explanation.lines.compactMap { $0.rule?.count }.max() ?? 4
        for line in explanation.lines {
            let rule = line.rule ?? line.kind
            let mark = rule + String(repeating: " ", count: max(0, width - rule.count))
            text += "\(style.faint(line.time))  \(line.rule == nil ? style.faint(mark) : mark)  \(line.text)\n"
            guard let rule = line.rule, let quote = line.quote, !quote.isEmpty,
                quoteAll || quoted.insert(rule).inserted
            else { continue }
            let indent = String(repeating: " ", count: 19 + 2 + width + 2)
            text += style.faint("\(indent)art. \(line.article ?? "") « \(quote) »") + "\n"
        }
        return text
    }

    private func nearMisses(style: Style) -> String {
        var table = Table([
            .left("RULE"), .left("ARTICLE"), .left("SUBSCRIPTION"), .left("WHAT DID NOT HAPPEN, AND WHY"),
        ])
        for miss in explanation.nearMisses {
            table.add([miss.rule, miss.article ?? "-", miss.subscription ?? "-", miss.text])
        }
        return table.text(style: style)
    }

    private func intervals(style: Style) -> String {
        var table = Table([
            .left("FROM"), .left("TO"), .left("CLASS"), .right("SECONDS"), .left("EVIDENCE"),
        ])
        for stretch in explanation.intervals {
            table.add([stretch.from, stretch.to, stretch.kind, String(stretch.seconds), stretch.evidence])
        }
        return table.text(style: style)
    }
}
