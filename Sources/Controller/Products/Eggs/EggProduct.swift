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
        if let id, !Product.isWord(id) {
            throw FileProblem(
                path,
                "\"\(id)\" cannot be the id of the product that is made of the egg \(path); "
                    + "give --id lower-case letters, digits and hyphens only, as in my-game."
            )
        }
        let id = id ?? String(made.prefix(40))
        guard Product.isWord(id) else {
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
