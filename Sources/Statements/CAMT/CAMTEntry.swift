import Contract

/// One `Ntry` of a statement: a booked sum, and the payments that it consists of.
struct CAMTEntry {
    private let node: XMLNode
    private let account: String
    private let file: String
    /// Signed, in hundredths.
    private let amount: Int64
    private let currency: String
    private let isReversal: Bool

    init(_ node: XMLNode, account: String, file: String) throws(StatementError) {
        self.node = node
        self.account = account
        self.file = file
        guard let sum = try Self.sum(node.first("Amt"), file) else {
            throw StatementError("an entry has no amount (Amt)", line: node.line, in: file)
        }
        currency = sum.currency
        amount = try Self.sign(of: node, file) * sum.hundredths
        isReversal = ["true", "1"].contains(node.text("RvslInd"))
    }

    /// Only what is booked counts; pending entries come again when they are (R6.3-02).
    func add(to statement: inout Statement, _ identities: inout Identities) throws(StatementError) {
        guard (node.text("Sts", "Cd") ?? node.text("Sts")) == "BOOK" else {
            return statement.pass(.notBooked, amount, currency)
        }
        guard amount != 0 else { return statement.pass(.otherType, 0, currency) }
        let date = try bookingDate()
        let details = node.all("NtryDtls", "TxDtls")
        guard details.count > 1 else {
            return statement.add(
                line(details.first, amount, reference(details.first), nature(details.first), date, &identities)
            )
        }
        guard let parts = try amounts(of: details) else {
            let why = StatementLine.Nature.lump(
                "the amounts of its \(details.count) payments do not add up to the entry"
            )
            return statement.add(line(nil, amount, reference(nil), isReversal ? .reversal : why, date, &identities))
        }
        let references = references(of: details)
        for (index, detail) in details.enumerated() {
            statement.add(line(detail, parts[index], references[index], nature(detail), date, &identities))
        }
    }

    // MARK: Parts

    private func line(
        _ detail: XMLNode?,
        _ amount: Int64,
        _ reference: String?,
        _ nature: StatementLine.Nature,
        _ date: CivilDate,
        _ identities: inout Identities
    ) -> StatementLine {
        let texts = texts(of: detail)
        let endToEnd = detail?.text("Refs", "EndToEndId").flatMap(Self.meaningful)
        let common = ["\(date)", "\(amount)", currency, isReversal ? "reversal" : ""]
        let content = reference.map { ["reference", $0] } ?? ["content", endToEnd ?? ""] + texts
        let payer = detail?.text("RltdPties", "Dbtr", "Nm") ?? detail?.text("RltdPties", "Dbtr", "Pty", "Nm")
        return StatementLine(
            nature: nature,
            method: "transfer",
            source: account,
            identity: identities.next(common + content),
            bookedOn: date,
            amount: amount,
            currency: currency,
            texts: texts,
            references: ([endToEnd] + structured(detail)).compactMap { $0 },
            bankReference: reference,
            original: nil,
            note: ([payer] + texts).compactMap { $0 }.joined(separator: " · ").nonEmpty,
            position: (detail ?? node).line
        )
    }

    /// What the payer wrote; where the bank reports that nowhere else, its own description of the entry.
    private func texts(of detail: XMLNode?) -> [String] {
        let written = detail.map { $0.all("RmtInf", "Ustrd") + $0.all("RmtInf", "Strd", "AddtlRmtInf") } ?? []
        let described = detail?.all("AddtlTxInf") ?? []
        for nodes in [written, described, node.all("AddtlNtryInf")] {
            let texts = nodes.compactMap(\.content.nonEmpty)
            if !texts.isEmpty { return texts }
        }
        return []
    }

    private func structured(_ detail: XMLNode?) -> [String?] {
        detail?.all("RmtInf", "Strd", "CdtrRefInf", "Ref").map(\.content.nonEmpty) ?? []
    }

    private func nature(_ detail: XMLNode?) -> StatementLine.Nature {
        if isReversal || detail?.first("RtrInf") != nil { return .reversal }
        let codes = [detail, node].compactMap { $0?.first("BkTxCd", "Domn", "Fmly") }
        if codes.contains(where: { ["RCHQ", "ICHQ"].contains($0.text("Cd")) }) { return .cheque }
        if codes.contains(where: { $0.text("SubFmlyCd") == "RRTN" }) { return .reversal }
        let count = node.text("NtryDtls", "Btch", "NbOfTxs").flatMap { Int($0) } ?? 1
        return detail == nil && count > 1 ? .lump("the bank reports \(count) payments in one sum") : .payment
    }

    /// The signed amount of each payment of a batch; nil unless all are told and add up to the entry.
    private func amounts(of details: [XMLNode]) throws(StatementError) -> [Int64]? {
        var amounts: [Int64] = []
        for detail in details {
            guard let sum = try Self.sum(detail.first("Amt") ?? detail.first("AmtDtls", "TxAmt", "Amt"), file),
                sum.currency == currency
            else { return nil }
            let sign = try detail.first("CdtDbtInd") == nil ? amount.signum() : Self.sign(of: detail, file)
            amounts.append(sign * sum.hundredths)
        }
        // Each has at most fifteen digits, and a file some hundred thousand of them: no overflow.
        return amounts.reduce(0, +) == amount && !amounts.contains(0) ? amounts : nil
    }

    // MARK: References

    private func reference(_ detail: XMLNode?) -> String? {
        (detail?.text("Refs", "AcctSvcrRef") ?? node.text("AcctSvcrRef")).flatMap(Self.meaningful)
    }

    /// Each payment's own reference; where a batch repeats one for all, that one with the payment's place in the batch.
    private func references(of details: [XMLNode]) -> [String?] {
        let own = details.map(reference)
        guard Set(own.compactMap { $0 }).count < details.count else { return own }
        return own.enumerated().map { index, reference in reference.map { "\($0)/\(index + 1)" } }
    }

    /// Banks that have no reference write that they have none.
    private static func meaningful(_ reference: String) -> String? {
        let text = reference.collapsed
        let isNone = ["", "NONREF", "NOTPROVIDED", "NOT PROVIDED", "NONE"].contains(text.uppercased())
        return isNone || text.allSatisfy { $0 == "0" } || text.utf8.count > 64 ? nil : text
    }

    // MARK: Values

    private func bookingDate() throws(StatementError) -> CivilDate {
        let text =
            node.text("BookgDt", "Dt") ?? node.text("BookgDt", "DtTm") ?? node.text("ValDt", "Dt")
            ?? node.text("ValDt", "DtTm")
        // A date may carry a time or a zone; the bank's civil day is what it writes first.
        guard let text, let date = CivilDate(String(text.prefix(10))) else {
            let found = text.map { "the booking date \($0) is no date" } ?? "an entry has no booking date (BookgDt)"
            throw StatementError(found, line: node.line, in: file)
        }
        return date
    }

    private static func sum(_ node: XMLNode?, _ file: String) throws(StatementError) -> (
        hundredths: Int64, currency: String
    )? {
        guard let node else { return nil }
        let text = node.content.collapsed
        guard let hundredths = Decimal.hundredths(text, point: "."), hundredths >= 0 else {
            throw StatementError(
                "the amount \(text) is not a number with a point and at most two decimals",
                line: node.line,
                in: file
            )
        }
        guard let currency = node.attributes["Ccy"], currency.utf8.count == 3 else {
            throw StatementError("the amount \(text) has no currency (Ccy)", line: node.line, in: file)
        }
        return (hundredths, currency)
    }

    private static func sign(of node: XMLNode, _ file: String) throws(StatementError) -> Int64 {
        switch node.text("CdtDbtInd") {
        case "CRDT": return 1
        case "DBIT": return -1
        case let other:
            throw StatementError(
                "CdtDbtInd is \(other ?? "missing"), neither CRDT nor DBIT",
                line: node.first("CdtDbtInd")?.line ?? node.line,
                in: file
            )
        }
    }
}
