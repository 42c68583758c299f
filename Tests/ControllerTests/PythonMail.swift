import Foundation
import Testing

/// A mail as Python's standard library reads it: an implementation that nobody here wrote.
struct PythonMail: Decodable {
    let defects: [String]
    let subject: String
    let to: [[String]]
    let plain: String
    let html: String
    let epoch: Int64
    let messageID: String

    private static let script = """
        import sys, json, base64, email, email.policy
        def read(data):
            m = email.message_from_bytes(base64.b64decode(data), policy=email.policy.default)
            plain, html = m.iter_parts()
            defects = [str(d) for p in (m, plain, html) for d in p.defects]
            defects += [str(d) for p in (m, plain, html) for v in p.values() for d in v.defects]
            text = lambda part: part.get_content().replace("\\r\\n", "\\n")
            return dict(defects=defects, subject=str(m["Subject"]), plain=text(plain), html=text(html),
                to=[[a.display_name, a.addr_spec] for a in m["To"].addresses],
                epoch=int(m["Date"].datetime.timestamp()), messageID=str(m["Message-ID"]))
        json.dump([read(line) for line in sys.stdin.buffer], sys.stdout)
        """

    /// Parses all in one process, in order.
    static func parse(_ mails: [[UInt8]]) async throws -> [PythonMail] {
        let folder = try TemporaryFolder()
        let lines = mails.map { Data($0).base64EncodedString() + "\n" }.joined()
        let python = try ChildProcess(["/usr/bin/python3", "-c", script], in: folder, input: lines, output: "out")
        let end = try await python.end()
        let output = try folder.bytes("out")
        try #require(end == .exit(0), "\(String(decoding: output, as: UTF8.self))")
        return try JSONDecoder().decode([PythonMail].self, from: Data(output))
    }
}
