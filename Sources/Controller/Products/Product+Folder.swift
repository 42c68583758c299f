extension Product {
    /// What keeps a sound product from being sold as it stands in its folder: another name, or what a person has to fill in.
    func problems(in folder: String) -> [FileProblem] {
        let (file, name) = ("\(folder)/product.yaml", folder.split(separator: "/").last.map(String.init) ?? folder)
        var reasons: [(field: String, reason: String)] = []
        if id != name {
            reasons.append(("id", "id is \(id), but its folder is \(name); give both the same name"))
        }
        if let gaps, !gaps.isEmpty {
            let list = gaps.map { "\($0.field): \($0.what)" }.joined(separator: "; ")
            reasons.append(("gaps", "these gaps are to be filled in, and then taken out of it: \(list)"))
        }
        return reasons.map { FileProblem(file, line: YAMLFile.line(of: $0.field, in: file), unusable: $0.reason) }
    }
}
