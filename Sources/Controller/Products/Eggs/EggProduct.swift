/// A product's folder made from an egg, and what a person has to add.
package struct EggProduct: Sendable {
    package let id: String
    /// What the folder holds, by name.
    package let files: [String: String]
    package let gaps: [Product.Gap]

    /// - Parameter id: the product's; made of the egg's name where nil.
    package init(egg path: String, id: String? = nil) throws(FileProblem) {
        let egg = try Egg.load(path)
        let made = egg.name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "-" }.joined()
            .split(separator: "-").joined(separator: "-")
        let id = id ?? String(made.prefix(40))
        guard !id.isEmpty, id.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }) else {
            throw FileProblem(
                path,
                "The egg \(path) has a name of which no product's id can be made; give one with --id."
            )
        }
        var draft = EggDraft(egg, id: id)
        draft.fill()
        self.id = id
        gaps = draft.gaps
        files = draft.files
    }
}
