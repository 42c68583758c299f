import FoundationEssentials
import Glibc
import Mustache

/// Writes the mails that the contract demands, from the templates of each language.
package struct MailComposer: Sendable {
    /// Parsed templates by `fr/R6.11-02`.
    let library: MustacheLibrary
    let sender: Mailbox
    let instance: String

    /// Reads every template of `directory/fr` and `directory/en`.
    ///
    /// - Parameters:
    ///   - sender: stands in `From`.
    ///   - instance: names this installation in message ids.
    package init(directory: String, sender: Mailbox, instance: String) throws(MailError) {
        var templates: [String: MustacheTemplate] = [:]
        for language in MailLanguage.allCases {
            for name in try Self.names(in: "\(directory)/\(language.rawValue)") {
                let path = "\(directory)/\(language.rawValue)/\(name).mustache"
                templates["\(language.rawValue)/\(name)"] = try Self.parse(path)
            }
        }
        library = MustacheLibrary(templates: templates)
        self.sender = sender
        self.instance = instance
    }

    private static func parse(_ path: String) throws(MailError) -> MustacheTemplate {
        guard let data = try? Data(contentsOf: URL(filePath: path)), let text = String(validating: data, as: UTF8.self)
        else {
            throw .template("The mail template \(path) cannot be read; save it as UTF-8 text that Lessor may read.")
        }
        // Mustache renders a partial that does not exist as nothing; there is only one here.
        guard text.components(separatedBy: "{{>").dropFirst().allSatisfy({ $0.hasPrefix(" foot}}") }) else {
            throw .template("The mail template \(path) uses a part other than {{> foot}}; that is the only one.")
        }
        do {
            // Plain text: a mail is not HTML, and the escaping of its HTML part comes later.
            let body = text.replacing("{{> foot}}", with: "{{> \(folder(of: path))/foot}}")
            return try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + body)
        } catch {
            throw .template("The mail template \(path) is not correct mustache: \(error); correct it.")
        }
    }

    private static func folder(of path: String) -> String {
        path.split(separator: "/").dropLast().last.map(String.init) ?? ""
    }

    private static func names(in folder: String) throws(MailError) -> [String] {
        guard let entries = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw .template("The folder of mail templates \(folder) cannot be read; check that it exists.")
        }
        let names = entries.filter { $0.hasSuffix(".mustache") }.map { String($0.dropLast(".mustache".count)) }
        guard names.contains("foot") else {
            throw .template("The folder \(folder) has no foot.mustache, which every mail ends with; put it there.")
        }
        return names.sorted()
    }
}
