import Yams

extension YAMLFile {
    /// Where a field such as `files[0].mode` stands in a file; that of the nearest one above it where it is missing.
    static func line(of field: String, in path: String) -> Int? {
        guard let text = try? text(of: path), let node = try? Yams.compose(yaml: text) else { return nil }
        return line(of: keys(field), in: node)
    }

    /// The same for its keys, in a tree.
    static func line(of keys: [String], in root: Node) -> Int? {
        var (node, line) = (root, root.mark?.line)
        for key in keys {
            if let mapping = node.mapping, let pair = mapping.first(where: { $0.key.string == key }) {
                line = pair.key.mark?.line
                node = pair.value
            } else if let items = node.sequence, let index = Int(key), items.indices.contains(index) {
                node = items[index]
                line = node.mark?.line
            } else {
                break
            }
        }
        return line
    }

    static func keys(_ field: String) -> [String] {
        field.split { ".[]".contains($0) }.map(String.init)
    }

    /// The first line of a file whose tags name a value.
    static func mention(of value: String, in file: String) -> Int? {
        guard let text = try? text(of: file) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.firstIndex { line in
            line.split(separator: "{{").dropFirst().contains { tag in
                let name = tag.drop { $0 == "#" || $0 == "^" || $0 == "/" || $0 == " " }
                return name.hasPrefix(value) && name.dropFirst(value.count).first.map { $0 == "}" || $0 == " " } == true
            }
        }.map { $0 + 1 }
    }
}
