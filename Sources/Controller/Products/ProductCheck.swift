import Wire

/// What is wrong with a product's folder, or that nothing is.
package struct ProductCheck: Encodable, Sendable {
    package let product: String
    package let file: String
    package let line: Int?
    /// A full sentence; nil when the product can be used.
    package let problem: String?

    /// Reads a product's folder as the controller does, then renders it once with its fewest slots.
    package static func check(_ folder: String) -> ProductCheck {
        let name = folder.split(separator: "/").last.map(String.init) ?? folder
        let file = "\(folder)/product.yaml"
        do throws(ProductError) {
            try ProductTemplate.load(folder).accepted.tryOut(in: folder)
            return ProductCheck(product: name, file: file, line: nil, problem: nil)
        } catch .file(let problem) {
            return ProductCheck(product: name, file: problem.file, line: problem.line, problem: problem.description)
        } catch .unknownValue(let product, let value, let place) {
            let problem = ProductError.unknownValue(product: product, value: value, place: place).description
            // A field of product.yaml, or the name of a template beside it.
            guard let line = mention(of: value, in: "\(folder)/\(place)") else {
                return ProductCheck(product: name, file: file, line: mention(of: value, in: file), problem: problem)
            }
            return ProductCheck(product: name, file: "\(folder)/\(place)", line: line, problem: problem)
        } catch {
            return ProductCheck(product: name, file: file, line: nil, problem: error.description)
        }
    }

    /// The first line of a file whose tags name a value.
    private static func mention(of value: String, in file: String) -> Int? {
        guard let text = try? YAMLFile.text(of: file) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.firstIndex { line in
            line.split(separator: "{{").dropFirst().contains { tag in
                let name = tag.drop { $0 == "#" || $0 == "^" || $0 == "/" || $0 == " " }
                return name.hasPrefix(value) && name.dropFirst(value.count).first.map { $0 == "}" || $0 == " " } == true
            }
        }.map { $0 + 1 }
    }
}

extension ProductTemplate {
    /// Throws where the folder has another name than the product, a template asks for what no server has, or there are gaps.
    fileprivate func tryOut(in folder: String) throws(ProductError) {
        try checkName(of: folder)
        let secrets = (product.settings ?? [:]).filter { $0.value.kind == .secret }.mapValues { _ in "s" }
        for given in secrets.isEmpty ? [[:]] : [[:], secrets] {
            _ = try render(
                slots: product.slots.min,
                address: "127.0.0.1",
                ports: product.ports.map {
                    PortBinding(name: $0.name, transport: $0.transport, number: 20_000 + $0.offset)
                },
                name: "Name",
                password: "Password",
                hostSecret: "Secret",
                secrets: given
            )
        }
        try demandComplete(in: folder)
    }
}
