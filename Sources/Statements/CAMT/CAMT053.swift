/// Reads bank statements of ISO 20022, camt.053.
package enum CAMT053 {
    /// Whether a file is one for this reader.
    package static func isXML(_ bytes: [UInt8]) -> Bool { XMLGate.isXML(bytes) }

    /// All lines of all statements in a file, in its order; or an error, and then nothing.
    package static func read(_ bytes: [UInt8], file: String) throws(StatementError) -> Statement {
        let assembly = CAMTAssembly(file: file)
        try XMLStatementReader.read(bytes, file: file, assembly.take)
        guard assembly.statements > 0 else {
            throw StatementError("it holds no statement (Stmt); ask the bank for statements as camt.053", in: file)
        }
        return assembly.result
    }
}

/// Puts statements together from their elements.
private final class CAMTAssembly {
    private let file: String
    private(set) var statements = 0
    private(set) var result = Statement()
    private var id = ""
    private var account: String?
    private var page = 0
    private var previous = (id: "", account: "", page: 0)
    private var identities = Identities()

    init(file: String) {
        self.file = file
    }

    func take(_ part: XMLStatementReader.Part) throws(StatementError) {
        switch part {
        case .statementBegins:
            previous = (id, account ?? "", page)
            (id, account, page) = ("", nil, 0)
            statements += 1
        case .element(let node): try take(node)
        }
    }

    private func take(_ node: XMLNode) throws(StatementError) {
        switch node.name {
        case "Id": id = node.content.collapsed
        case "StmtPgntn": page = node.text("PgNb").flatMap { Int($0) } ?? 0
        case "Acct": try begin(node)
        case "Ntry": try add(node)
        default: break
        }
    }

    /// Equal lines are counted through the pages of one statement and anew in the next one.
    private func begin(_ node: XMLNode) throws(StatementError) {
        guard let name = node.text("Id", "IBAN") ?? node.text("Id", "Othr", "Id") else {
            throw StatementError("the statement names no account (Acct/Id)", line: node.line, in: file)
        }
        account = name.filter { !$0.isWhitespace }
        let isNextPage = previous.id == id && previous.account == account && page > previous.page && previous.page > 0
        if !isNextPage { identities = Identities() }
    }

    private func add(_ node: XMLNode) throws(StatementError) {
        guard let account else {
            throw StatementError(
                "an entry stands before the account (Acct) of its statement",
                line: node.line,
                in: file
            )
        }
        try CAMTEntry(node, account: account, file: file).add(to: &result, &identities)
    }
}
