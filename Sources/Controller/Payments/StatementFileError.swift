/// Why a statement file is not even read.
package enum StatementFileError: Error, Equatable, Sendable, CustomStringConvertible {
    case missing(String)
    case unreadable(String)
    case empty(String)
    case tooLarge(String)
    case noMapping(String, known: [String])
    case mappingForXML(String)
    case unknownMapping(String, known: [String])
    /// A mapping cannot be used; a full sentence.
    case mapping(String)

    package var description: String {
        switch self {
        case .missing(let path): "There is no file \(path); check its name."
        case .unreadable(let path):
            "The file \(path) cannot be read; check that it is a file and that Lessor may read it."
        case .empty(let path): "The file \(path) is empty; download it again."
        case .tooLarge(let path): "The file \(path) is larger than 64 MB; ask the bank for shorter periods."
        case .noMapping(let path, let known):
            "The file \(path) is not XML; for a CSV name its columns with --mapping: \(list(known)), or a file of your own."
        case .mappingForXML(let path):
            "The file \(path) is XML, which needs no mapping; leave --mapping and --layout out."
        case .unknownMapping(let name, let known):
            "There is no mapping \(name); choose \(list(known)), or name a YAML file by its path."
        case .mapping(let sentence): sentence
        }
    }

    private func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
