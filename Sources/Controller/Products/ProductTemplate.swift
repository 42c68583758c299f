import FoundationEssentials
import Mustache

/// A product with its parsed configuration templates: what turns an order into a program for a host's agent.
package struct ProductTemplate: Sendable {
    package let product: Product
    /// Parsed, by the file's path in the server's directory.
    let files: [String: MustacheTemplate]

    /// Reads and checks `product.yaml` and the templates beside it.
    package static func load(_ folder: String) throws(ProductError) -> ProductTemplate {
        let file = "\(folder)/product.yaml"
        let product: Product
        do { product = try YAMLFile.decode(Product.self, from: file) } catch { throw .invalid(error.description) }
        try product.validate(file)
        INIContentType.register()
        var files: [String: MustacheTemplate] = [:]
        for template in product.files {
            files[template.path] = try parse("\(folder)/\(template.template)", as: template.format)
        }
        return ProductTemplate(product: product, files: files)
    }

    private static func parse(_ path: String, as format: Product.FileTemplate.Format) throws(ProductError)
        -> MustacheTemplate
    {
        guard let data = try? Data(contentsOf: URL(filePath: path)), let text = String(validating: data, as: UTF8.self)
        else {
            throw .invalid("The template \(path) cannot be read; put it beside product.yaml, as UTF-8 text.")
        }
        guard !text.contains("{{{"), !text.contains("{{&") else {
            throw .invalid(
                "The template \(path) has a tag that does not escape its value; write {{name}} with two braces."
            )
        }
        do {
            // Set here and not in the file, so that no template can forget it.
            return try MustacheTemplate(string: "{{% CONTENT_TYPE:\(format.rawValue.uppercased())}}\n" + text)
        } catch {
            throw .invalid("The template \(path) is not correct mustache: \(error); correct it.")
        }
    }
}
