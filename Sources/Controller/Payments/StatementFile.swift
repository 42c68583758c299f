import Foundation
package import Statements

/// A statement on disk, and how it is to be read.
package struct StatementFile {
    private let path: String
    private let templates: TemplateDirectory

    package init(path: String, templates: TemplateDirectory) {
        self.path = path
        self.templates = templates
    }

    /// Reads the whole file, or says in one sentence why not.
    /// - Parameters:
    ///   - mapping: A name of `Templates/imports` or the path of a YAML file; needed for CSV, senseless for XML.
    ///   - layout: One of the mapping's; nil to find it.
    package func read(mapping: String?, layout: String?) throws -> Statement {
        let bytes = try bytes()
        guard !CAMT053.isXML(bytes) else {
            guard mapping == nil, layout == nil else { throw StatementFileError.mappingForXML(path) }
            return try CAMT053.read(bytes, file: path)
        }
        guard let mapping else { throw StatementFileError.noMapping(path, known: known) }
        return try CSVStatement.read(bytes, as: try load(mapping), layout: layout, file: path)
    }

    /// At most so many bytes of anything, be it endless.
    private func bytes() throws -> [UInt8] {
        guard FileManager.default.fileExists(atPath: path) else { throw StatementFileError.missing(path) }
        guard let handle = FileHandle(forReadingAtPath: path) else { throw StatementFileError.unreadable(path) }
        defer { try? handle.close() }
        let data: Data?
        do { data = try handle.read(upToCount: Statement.largestFile + 1) } catch {
            throw StatementFileError.unreadable(path)
        }
        let bytes = Array(data ?? Data())
        guard !bytes.isEmpty else { throw StatementFileError.empty(path) }
        guard bytes.count <= Statement.largestFile else { throw StatementFileError.tooLarge(path) }
        return bytes
    }

    private func load(_ name: String) throws -> CSVMapping {
        let isPath = name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
        guard isPath || known.contains(name) else { throw StatementFileError.unknownMapping(name, known: known) }
        let file = isPath ? name : "\(templates.imports)/\(name).yaml"
        let mapping: CSVMapping
        do { mapping = try YAMLFile.decode(CSVMapping.self, from: file) } catch {
            throw StatementFileError.mapping(error.description)
        }
        if let problem = mapping.problem {
            throw StatementFileError.mapping("The file \(file) cannot be used: \(problem).")
        }
        return mapping
    }

    private var known: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: templates.imports)) ?? []
        return names.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }
}
