/// One thing that is wrong with a product's folder, or that nothing is.
package struct ProductCheck: Encodable, Sendable {
    package let product: String
    package let file: String
    package let line: Int?
    /// A full sentence; nil when the product can be used.
    package let problem: String?

    /// Reads a product's folder as the controller does, then fills in its templates; everything that is wrong, in the order of its
    /// lines, or one that says that nothing is.
    package static func check(_ folder: String) -> [ProductCheck] {
        let name = folder.split(separator: "/").last.map(String.init) ?? folder
        let file = "\(folder)/product.yaml"
        let reading = ProductReading(folder)
        var problems = reading.problems
        problems += reading.product?.problems(in: folder) ?? []
        problems += reading.template?.unknownValues(in: folder) ?? []
        guard !problems.isEmpty else { return [ProductCheck(product: name, file: file, line: nil, problem: nil)] }
        let places = [file] + problems.map(\.file)
        return problems.sorted {
            let files = [$0, $1].map { places.firstIndex(of: $0.file) ?? 0 }
            return (files[0], $0.line ?? 0) < (files[1], $1.line ?? 0)
        }.map { ProductCheck(product: name, file: $0.file, line: $0.line, problem: $0.description) }
    }
}

extension ProductTemplate {
    /// What its templates ask for and no server has.
    fileprivate func unknownValues(in folder: String) -> [FileProblem] {
        var found: [FileProblem] = []
        for values in samples {
            for file in product.files {
                add(files[file.path]?.asked(with: values) ?? [], in: file.template, folder, to: &found)
            }
            for step in product.prepare ?? [] {
                let asked = Product.argument(step.standardInput)?.asked(with: values) ?? []
                add(asked, in: "prepare.standardInput", folder, to: &found)
            }
        }
        return found
    }

    private func add(_ missing: [String], in place: String, _ folder: String, to found: inout [FileProblem]) {
        for value in missing {
            let sentence = ProductError.unknownValue(product: product.id, value: value, place: place).description
            guard !found.contains(where: { $0.description == sentence }) else { continue }
            // A field of product.yaml, or the name of a template beside it.
            let file = product.files.contains { $0.template == place } ? place : "product.yaml"
            let path = "\(folder)/\(file)"
            found.append(FileProblem(path, line: YAMLFile.mention(of: value, in: path), sentence))
        }
    }

    /// With and without what a client may leave out, and with all that is on or off, so that every section is looked into.
    private var samples: [[String: String]] {
        let settings = product.settings ?? [:]
        let secrets = settings.filter { $0.value.kind == .secret }.mapValues { _ in "s" }
        var values = ["slots": "1", "address": "a", "name": "n", "password": "p", "host_secret": "h"]
        for port in product.ports { values["port_\(port.name)"] = "1" }
        return [[:], secrets].flatMap { secrets in
            ["on", "off"].map { state in
                let toggles = settings.filter { $0.value.kind == .toggle }.mapValues { _ in state }
                return values.merging(settingValues(secrets.merging(toggles) { $1 })) { own, _ in own }
            }
        }
    }
}
