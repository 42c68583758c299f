import ArgumentParser
import Controller

struct TemplateCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Say for each product whether it can be used, else all its faults with file and line; status 2 when one cannot.",
        discussion: """
            Examples: lessor template check
                      lessor template check teeworlds ./my-products/quake
            """
    )

    @Argument(
        help: "Names of products, or folders (with a / in them) that hold a product.yaml; all products by default."
    )
    var products: [String] = []

    @OptionGroup var output: OutputOptions

    func run() throws {
        let checks = try folders().flatMap(ProductCheck.check)
        try output.print(checks) { style in
            var table = Table([.left("PRODUCT"), .left("USABLE"), .left("FILE"), .right("LINE"), .left("REASON")])
            for check in checks {
                table.add([
                    check.product, check.problem == nil ? "yes" : "no", check.file,
                    check.line.map(String.init) ?? "", check.problem ?? "",
                ])
            }
            return table.text(style: style)
        }
        let unusable = Set(checks.filter { $0.problem != nil }.map(\.folder)).count
        if unusable > 0 {
            let count = Set(checks.map(\.folder)).count
            throw FoundSomething(description: "\(unusable) of \(count) products cannot be used.")
        }
    }

    private func folders() throws -> [String] {
        if !products.isEmpty, products.allSatisfy({ $0.contains("/") }) { return products.map(\.withoutLastSlash) }
        let shelf = try Installation.templates().products
        let names = try ProductShelf.names(in: shelf)
        if products.isEmpty { return names.map { "\(shelf)/\($0)" } }
        return try products.map { product in
            if product.contains("/") { return product.withoutLastSlash }
            guard names.contains(product) else { throw ProductError.unknownProduct(product, known: names) }
            return "\(shelf)/\(product)"
        }
    }
}

extension ProductCheck {
    fileprivate var folder: Substring { file.prefix(file.count - (file.split(separator: "/").last?.count ?? 0)) }
}

extension String {
    fileprivate var withoutLastSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
