import Glibc

/// Writes the heads of answers.
enum HTTPHead {
    /// Nothing from elsewhere runs or loads, and no other site frames or reads the page.
    private static let always = [
        "Server: lessor", "Cache-Control: no-cache", "X-Content-Type-Options: nosniff", "X-Frame-Options: DENY",
        "Referrer-Policy: no-referrer", "Cross-Origin-Resource-Policy: same-origin",
        "Cross-Origin-Opener-Policy: same-origin",
        "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ]

    static func text(_ status: String, _ fields: [String], keepsAlive: Bool) -> [UInt8] {
        let connection = "Connection: \(keepsAlive ? "keep-alive" : "close")"
        let lines = ["HTTP/1.1 \(status)", "Date: \(date)"] + always + fields + [connection, "", ""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    /// By it the page tells how old the data are, whatever the reader's clock says.
    private static var date: String {
        var (now, parts) = (time(nil), tm())
        gmtime_r(&now, &parts)
        var text = [CChar](repeating: 0, count: 64)
        let count = strftime(&text, text.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
        return String(decoding: text.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// A whole answer that says why there is no file.
    static func refusal(_ refusal: HTTPRefusal, keepsAlive: Bool, hasBody: Bool) -> [UInt8] {
        let body = refusal.sentence + "\n"
        var fields = ["Content-Type: text/plain; charset=utf-8", "Content-Length: \(body.utf8.count)"]
        if refusal == .methodRefused { fields.append("Allow: GET, HEAD") }
        return text(refusal.status, fields, keepsAlive: keepsAlive) + (hasBody ? Array(body.utf8) : [])
    }
}
