import Glibc
import SSH

/// The products that can be sold: one in each folder of a directory. Each is read and checked when it is first asked for, and
/// stays as it was then: commands need one or none, and a product that somebody is writing stops no other.
package struct ProductShelf: Sendable {
    private let directory: String
    private let licences: Set<String>
    private let read = Lock<[String: ProductTemplate]>([:])

    /// - Parameter accepting: ids of the products whose licences are accepted.
    package init(_ directory: String, accepting licences: some Sequence<String> = []) {
        (self.directory, self.licences) = (directory, Set(licences))
    }

    /// A shelf of which everything was read and checked.
    package static func load(_ directory: String) throws(ProductError) -> ProductShelf {
        let shelf = ProductShelf(directory)
        _ = try shelf.all
        return shelf
    }

    /// The same with the licences of these products accepted.
    package func accepting(_ ids: [String]) -> ProductShelf {
        ProductShelf(directory, accepting: licences.union(ids))
    }

    /// Their ids, sorted.
    package var ids: [String] {
        get throws(ProductError) {
            let ids = try Self.names(in: directory)
            guard ids.isEmpty else { return ids }
            throw .invalid("The folder \(directory) holds no product; put a folder with a product.yaml into it.")
        }
    }

    /// Every program that a template may start, for the agent's list of what it allows; sorted.
    package var programs: [String] {
        get throws(ProductError) { Set(try all.flatMap(\.executables)).sorted() }
    }

    /// Every file besides that a template needs there, so that the agent can say whether it is; sorted.
    package var files: [String] {
        get throws(ProductError) { Set(try all.flatMap { $0.needs ?? [] }).sorted() }
    }

    /// The product's template; throws for an unknown id, listing the known ones.
    package func template(_ id: String) throws(ProductError) -> ProductTemplate {
        if let template = read.withLock({ $0[id] }) { return template }
        let known = try ids
        guard known.contains(id) else { throw .unknownProduct(id, known: known) }
        let folder = "\(directory)/\(id)"
        let template = try ProductTemplate.load(folder)
        if let problem = template.product.problems(in: folder).first { throw .file(problem) }
        let allowed = licences.contains(id) ? template.accepted : template
        read.withLock { $0[id] = allowed }
        return allowed
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
    package var all: [Product] {
        get throws(ProductError) {
            var products: [Product] = []
            for id in try ids { products.append(try template(id).product) }
            return products
        }
    }
}
