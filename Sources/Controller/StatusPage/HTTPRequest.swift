/// The head of one request, as far as a server of files needs it (RFC 9112).
struct HTTPRequest: Equatable {
    enum Method: String { case get = "GET", head = "HEAD" }

    let method: Method
    /// Percent-decoded, without the query.
    let path: String
    let ifNoneMatch: String?
    /// Whether the client wants to ask again on this connection.
    let keepsAlive: Bool

    /// More than any browser sends.
    static let headLimit = 8192

    /// Parses a head up to and with its empty line.
    /// - Parameter hosts: who the client may think that it asks.
    static func parse(_ head: [UInt8], to hosts: HTTPHosts) throws(HTTPRefusal) -> HTTPRequest {
        guard head.allSatisfy({ $0 == 9 || $0 == 10 || $0 == 13 || (32...126).contains($0) }) else {
            throw .badRequest("the head has bytes that no header may have")
        }
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
        guard !lines.contains(where: { $0.contains("\r") || $0.contains("\n") }) else {
            throw .badRequest("lines end with CR LF")
        }
        let words = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0" else {
            throw .badRequest("the request line is not `GET /path HTTP/1.1`")
        }
        let fields = try Self.fields(lines.dropFirst())
        guard fields["host"] != nil || words[2] == "HTTP/1.0" else { throw .badRequest("the header host is missing") }
        guard fields["host"].map(hosts.contains) != false else { throw .wrongHost }
        guard fields["transfer-encoding"] == nil, (fields["content-length"] ?? "0") == "0" else {
            throw .bodyRefused
        }
        guard let method = Method(rawValue: String(words[0])) else { throw .methodRefused }
        let connection = fields["connection"]?.lowercased() ?? ""
        return HTTPRequest(
            method: method,
            path: try path(of: words[1]),
            ifNoneMatch: fields["if-none-match"],
            keepsAlive: words[2] == "HTTP/1.1" && !connection.contains("close")
        )
    }

    /// Names in lower case. A name twice is refused where it could mean two things.
    private static func fields(_ lines: ArraySlice<Substring>) throws(HTTPRefusal) -> [String: String] {
        var fields: [String: String] = [:]
        for line in lines where !line.isEmpty {
            guard let colon = line.firstIndex(of: ":"), colon != line.startIndex else {
                throw .badRequest("a header has no name")
            }
            let name = line[..<colon].lowercased()
            guard !name.contains(" "), !name.contains("\t") else { throw .badRequest("a header's name has blanks") }
            let value = line[line.index(after: colon)...].trimming()
            let isSingle = ["host", "content-length", "transfer-encoding"].contains(name)
            guard fields[name] == nil || !isSingle else { throw .badRequest("the header \(name) is there twice") }
            fields[name] = fields[name].map { $0 + ", " + value } ?? value
        }
        return fields
    }

    private static func path(of target: Substring) throws(HTTPRefusal) -> String {
        var target = target
        if target.lowercased().hasPrefix("http://") {
            target = target.dropFirst(7).drop { $0 != "/" }
        }
        guard target.hasPrefix("/") else { throw .badRequest("the target does not begin with a slash") }
        var bytes: [UInt8] = []
        var rest = Array(target.prefix { $0 != "?" && $0 != "#" }.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                throw .badRequest("a percent sign is not followed by two hexadecimal digits")
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Substring {
    fileprivate func trimming() -> String {
        func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }
        return String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}
