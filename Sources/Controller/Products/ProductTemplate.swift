import FoundationEssentials
import Mustache

/// A product with its parsed configuration templates: what turns an order into a program for a host's agent.
package struct ProductTemplate: Sendable {
    package let product: Product
    /// Parsed, by the file's path in the server's directory.
    let files: [String: MustacheTemplate]
    /// Whether its administrator has a password, which the client is told.
    package let hasPassword: Bool
    /// Whether the operator has accepted the product's licence, where it has one.
    private(set) var licenceIsAccepted = false

    /// The same with its licence accepted.
    package var accepted: ProductTemplate {
        var result = self
        result.licenceIsAccepted = true
        return result
    }

    /// Throws while a licence has to be accepted first.
    package func demandLicence() throws(ProductError) {
        guard let licence = product.licence, !licenceIsAccepted else { return }
        throw .licence(product: product.id, licence)
    }

    /// Reads and checks `product.yaml` and the templates beside it.
    package static func load(_ folder: String) throws(ProductError) -> ProductTemplate {
        let reading = ProductReading(folder)
        if let problem = reading.problems.first { throw .file(problem) }
        guard let template = reading.template else {
            throw .invalid(
                "The product in \(folder) cannot be read; look at it with `lessor template check \(folder)`."
            )
        }
        return template
    }

    /// Reads the templates beside a product's `product.yaml`, and adds what is wrong with each.
    static func read(_ product: Product, in folder: String, _ problems: inout [FileProblem]) -> ProductTemplate {
        INIContentType.register()
        ConsoleContentType.register()
        PropertiesContentType.register()
        var files: [String: MustacheTemplate] = [:]
        var texts = (product.prepare ?? []).map(\.standardInput)
        for template in product.files where !template.template.contains("/") {
            let path = "\(folder)/\(template.template)"
            do throws(FileProblem) {
                let text = try read(path)
                texts.append(text)
                files[template.path] = try parse(text, of: path, as: template.format)
            } catch {
                if !problems.contains(error) { problems.append(error) }
            }
        }
        let hasPassword = texts.contains { $0.replacing(" ", with: "").contains("{{password}}") }
        return ProductTemplate(product: product, files: files, hasPassword: hasPassword)
    }

    private static func read(_ path: String) throws(FileProblem) -> String {
        guard let data = try? Data(contentsOf: URL(filePath: path)), let text = String(validating: data, as: UTF8.self)
        else {
            throw FileProblem(path, "The template \(path) cannot be read; put it beside product.yaml, as UTF-8 text.")
        }
        return text
    }

    private static func parse(
        _ text: String,
        of path: String,
        as format: Product.FileTemplate.Format
    ) throws(FileProblem) -> MustacheTemplate {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if let index = lines.firstIndex(where: { $0.contains("{{{") || $0.contains("{{&") }) {
            throw FileProblem(
                path,
                line: index + 1,
                "The template \(path) has a tag that does not escape its value in line \(index + 1); "
                    + "write {{name}} with two braces."
            )
        }
        do {
            // Set here and not in the file, so that no template can forget it.
            return try MustacheTemplate(string: "{{% CONTENT_TYPE:\(format.rawValue.uppercased())}}\n" + text)
        } catch {
            let parsing = error as? MustacheTemplate.ParserError
            throw FileProblem(
                path,
                // The first line is ours.
                line: (parsing?.context.lineNumber).map { max(1, $0 - 1) },
                "The template \(path) is not correct mustache: \(parsing?.error ?? error); correct it."
            )
        }
    }
}
