package import Foundation

/// Validates JSON documents against a JSON Schema with Debian's python3-jsonschema.
package struct SchemaValidator {
    private let schema: String

    private static let interpreter = "/usr/bin/python3"
    private static let script = """
        import json, sys
        from jsonschema import Draft202012Validator
        schema = json.load(open(sys.argv[1]))
        Draft202012Validator.check_schema(schema)
        for file in sys.argv[2:]:
            for error in Draft202012Validator(schema).iter_errors(json.load(open(file))):
                print(file, error.json_path, error.message)
        """

    /// - Parameter schema: the schema's file; that it is itself valid is checked with each use.
    package init(_ schema: String) throws {
        try Requirement.program(Self.interpreter, package: "python3")
        guard FileManager.default.fileExists(atPath: "/usr/lib/python3/dist-packages/jsonschema") else {
            try Requirement.missing("python3-jsonschema is not installed; install python3-jsonschema")
        }
        self.schema = schema
    }

    /// What is wrong with these files, a line each; empty when all are valid.
    package func faults(in files: [String]) throws -> [String] {
        let (status, output) = try ToolRun.run(Self.interpreter, ["-c", Self.script, schema] + files)
        guard status == 0 else { return ["the validator failed: \(output)"] }
        return output.split(separator: "\n").map(String.init)
    }

    /// The same for a document that is no file yet.
    package func faults(in document: Data) throws -> [String] {
        let directory = try TemporaryDirectory()
        let file = directory.url.appending(path: "document.json")
        try document.write(to: file)
        return try faults(in: [file.path])
    }
}
