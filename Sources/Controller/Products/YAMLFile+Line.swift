import FoundationEssentials
import Yams

extension YAMLFile {
    /// Where a field such as `files[0].mode` stands in a file; that of the nearest one above it where it is missing.
    static func line(of field: String, in path: String) -> Int? {
        guard let data = try? Data(contentsOf: URL(filePath: path)), let text = String(validating: data, as: UTF8.self)
        else { return nil }
        return line(of: keys(field), in: text)
    }

    /// The same for the path of a decoding error.
    static func line(of place: [any CodingKey], in text: String) -> Int? {
        line(of: place.map { $0.intValue.map(String.init) ?? $0.stringValue }, in: text)
    }

    private static func line(of keys: [String], in text: String) -> Int? {
        guard var node = try? Yams.compose(yaml: text) else { return nil }
        var line = node.mark?.line
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

    private static func keys(_ field: String) -> [String] {
        field.split { ".[]".contains($0) }.map(String.init)
    }
}
