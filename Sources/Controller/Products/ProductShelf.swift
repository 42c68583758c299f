import Glibc

/// Every product that can be sold, read once at start.
package struct ProductShelf: Sendable {
    private let products: [String: ProductTemplate]

    /// Reads every folder of `directory` that holds a `product.yaml`, and checks all of it, templates included.
    package static func load(_ directory: String) throws(ProductError) -> ProductShelf {
        var products: [String: ProductTemplate] = [:]
        for name in try names(in: directory) {
            let template = try ProductTemplate.load("\(directory)/\(name)")
            try template.checkName(of: "\(directory)/\(name)")
            try template.demandComplete(in: "\(directory)/\(name)")
            products[name] = template
        }
        guard !products.isEmpty else {
            throw .invalid("The folder \(directory) holds no product; put a folder with a product.yaml into it.")
        }
        return ProductShelf(products: products)
    }

    /// The same with the licences of these products accepted.
    package func accepting(_ ids: [String]) -> ProductShelf {
        var products = products
        for id in ids { products[id] = products[id]?.accepted }
        return ProductShelf(products: products)
    }

    /// Their ids, sorted.
    package var ids: [String] { products.keys.sorted() }

    /// Every program that a template may start, for the agent's list of what it allows; sorted.
    package var programs: [String] {
        Set(products.values.flatMap(\.product.executables)).sorted()
    }

    /// Every file besides that a template needs there, so that the agent can say whether it is; sorted.
    package var files: [String] { Set(products.values.flatMap { $0.product.needs ?? [] }).sorted() }

    /// The product's template; throws for an unknown id, listing the known ones.
    package func template(_ id: String) throws(ProductError) -> ProductTemplate {
        guard let found = products[id] else { throw .unknownProduct(id, known: ids) }
        return found
    }

    /// The folders that hold a `product.yaml`, usable or not; sorted.
    package static func names(in directory: String) throws(ProductError) -> [String] {
        guard let stream = opendir(directory) else {
            throw .invalid("The folder \(directory) cannot be read; check that it exists and that Lessor may read it.")
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix("."), access("\(directory)/\(name)/product.yaml", F_OK) == 0 { names.append(name) }
        }
        return names.sorted()
    }
}

extension ProductShelf {
    /// Everything on the shelf, by id.
    package var all: [Product] { products.values.map(\.product).sorted { $0.id < $1.id } }

    /// Ids of the products that start this program.
    package func products(for program: String) -> [String] {
        all.filter { $0.executables.contains(program) }.map(\.id)
    }
}
