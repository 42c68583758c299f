import Foundation
import FoundationXML

/// Walks through a camt.053 document and hands over each child of each `Stmt`, whole, one after another: memory is bounded
/// by the largest entry and not by the file.
final class XMLStatementReader: NSObject, XMLParserDelegate {
    /// What a document consists of, in its order.
    enum Part {
        case statementBegins
        case element(XMLNode)
    }

    private let file: String
    private let take: (Part) throws(StatementError) -> Void
    private var namespace = ""
    private var path: [String] = []
    private var open: [XMLNode] = []
    private var isComplete = false
    private var failure: StatementError?

    private init(file: String, take: @escaping (Part) throws(StatementError) -> Void) {
        self.file = file
        self.take = take
    }

    /// Elements of CAMT nest some twenty deep.
    private static let deepest = 64

    static func read(
        _ bytes: [UInt8],
        file: String,
        _ take: @escaping (Part) throws(StatementError) -> Void
    ) throws(StatementError) {
        try XMLGate(bytes, file: file).check()
        let reader = XMLStatementReader(file: file, take: take)
        let parser = XMLParser(data: Data(bytes))
        parser.shouldProcessNamespaces = true
        parser.shouldResolveExternalEntities = false
        parser.delegate = reader
        // It answers true for a document cut short; what counts is whether an error came and the root was closed.
        _ = parser.parse()
        if let failure = reader.failure { throw failure }
        guard reader.isComplete, parser.parserError == nil else { throw reader.malformed(parser) }
    }

    private func malformed(_ parser: XMLParser) -> StatementError {
        let line = max(1, parser.lineNumber)
        guard path.isEmpty else {
            return StatementError(
                "the XML ends or breaks off inside \(path.last ?? "") and may be cut short; download the file again",
                line: line,
                in: file
            )
        }
        return StatementError("it is not well-formed XML; download the file again", line: line, in: file)
    }

    private func fail(_ problem: String, _ parser: XMLParser) {
        stop(StatementError(problem, line: max(1, parser.lineNumber), in: file), parser)
    }

    private func stop(_ error: StatementError, _ parser: XMLParser) {
        guard failure == nil else { return }
        failure = error
        parser.abortParsing()
    }

    // MARK: XMLParserDelegate

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        guard failure == nil else { return }
        if path.isEmpty { namespace = namespaceURI ?? "" }
        let name = namespaceURI ?? "" == namespace ? name : "\(namespaceURI ?? "")#\(name)"
        path.append(name)
        switch path.count {
        case 1: if let problem = CAMTVersion.problem(root: name, namespace: namespace) { fail(problem, parser) }
        case 2...3: if path == CAMTVersion.statement { hand(.statementBegins, parser) }
        case Self.deepest...: fail("its elements are nested more than \(Self.deepest) deep; do not trust it", parser)
        default:
            guard path.starts(with: CAMTVersion.statement) else { return }
            open.append(XMLNode(name: name, line: max(1, parser.lineNumber), attributes: attributes))
        }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        guard failure == nil, !path.isEmpty else { return }
        path.removeLast()
        isComplete = path.isEmpty
        guard let node = open.popLast() else { return }
        if open.isEmpty { hand(.element(node), parser) } else { open[open.count - 1].children.append(node) }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        guard failure == nil, !open.isEmpty else { return }
        open[open.count - 1].content += text
    }

    func parser(_ parser: XMLParser, foundCDATA data: Data) {
        self.parser(parser, foundCharacters: String(decoding: data, as: UTF8.self))
    }

    func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
        guard failure == nil else { return }
        stop(malformed(parser), parser)
    }

    private func hand(_ part: Part, _ parser: XMLParser) {
        do { try take(part) } catch { stop(error, parser) }
    }
}
