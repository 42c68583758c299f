/// One element of a document, with what stands in it. Elements of other namespaces have their namespace in their name.
struct XMLNode {
    let name: String
    let line: Int
    let attributes: [String: String]
    var content = ""
    var children: [XMLNode] = []

    /// The first element at a path of names.
    func first(_ path: String...) -> XMLNode? { first(path[...]) }

    /// The text at a path of names; nil where there is none but blanks.
    func text(_ path: String...) -> String? { first(path[...])?.content.nonEmpty }

    /// Every element at a path of names, in the order of the document.
    func all(_ path: String...) -> [XMLNode] {
        path.reduce([self]) { nodes, name in nodes.flatMap { $0.children.filter { $0.name == name } } }
    }

    private func first(_ path: ArraySlice<String>) -> XMLNode? {
        guard let name = path.first else { return self }
        for child in children where child.name == name {
            if let found = child.first(path.dropFirst()) { return found }
        }
        return nil
    }
}
