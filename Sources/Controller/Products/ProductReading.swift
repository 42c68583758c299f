import Yams

/// What was found in a product's folder, and everything that is wrong with its files.
struct ProductReading {
    let folder: String
    /// With sound values in the place of wrong ones; nil where product.yaml is too far from a product.
    let product: Product?
    /// Nil where there is any problem.
    let template: ProductTemplate?
    /// The most telling first.
    let problems: [FileProblem]

    init(_ folder: String) {
        self.folder = folder
        let file = "\(folder)/product.yaml"
        var (product, problems): (Product?, [FileProblem])
        do {
            var mending = ProductMending(try YAMLFile.node(of: file))
            product = mending.product()
            if let product { mending.note(product.faults) }
            problems = mending.notes.map { FileProblem(file, line: $0.line, unusable: $0.reason) }
            if product.map({ _ in mending.isReplaced("files") }) != false { product = nil }
        } catch {
            (product, problems) = (nil, [error])
        }
        self.product = product
        var template: ProductTemplate?
        if let product { template = ProductTemplate.read(product, in: folder, &problems) }
        self.template = problems.isEmpty ? template : nil
        self.problems = problems
    }
}
