import FoundationEssentials

/// JSON as the agent writes and reads it: one line, keys sorted.
enum JSONText {
    static func encode(_ value: some Encodable) throws(AgentError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(value))
        } catch {
            throw AgentError("A \(type(of: value)) cannot be written as JSON: \(error); report this as a defect.")
        }
    }

    static func decode<T: Decodable>(_ type: T.Type, from bytes: some Sequence<UInt8>) -> T? {
        try? JSONDecoder().decode(type, from: Data(bytes))
    }
}
