/// One word, number or truth value.
struct CanonicalScalar: SingleValueEncodingContainer {
    let encoder: CanonicalEncoder
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil() throws { encoder.text.write(literal: "null") }
    mutating func encode(_ value: Bool) throws { encoder.text.write(literal: value ? "true" : "false") }
    mutating func encode(_ value: String) throws { encoder.text.write(text: value) }
    mutating func encode(_ value: Int) throws { encoder.text.write(number: value) }
    mutating func encode(_ value: Int8) throws { encoder.text.write(number: value) }
    mutating func encode(_ value: Int16) throws { encoder.text.write(number: value) }
    mutating func encode(_ value: Int32) throws { encoder.text.write(number: value) }
    mutating func encode(_ value: Int64) throws { encoder.text.write(number: value) }
    mutating func encode(_ value: UInt) throws { encoder.text.write(number: value) }
    mutating func encode(_ value: UInt8) throws { encoder.text.write(number: value) }
    mutating func encode(_ value: UInt16) throws { encoder.text.write(number: value) }
    mutating func encode(_ value: UInt32) throws { encoder.text.write(number: value) }
    mutating func encode(_ value: UInt64) throws { encoder.text.write(number: value) }
    mutating func encode(_ value: Double) throws { throw refusal(of: value) }
    mutating func encode(_ value: Float) throws { throw refusal(of: value) }
    mutating func encode<Value: Encodable>(_ value: Value) throws { try encoder.write(value) }

    private func refusal(of value: Any) -> EncodingError {
        let reason = "The books hold no floating point, and \(value) is; give an integer of a smaller unit."
        return .invalidValue(value, .init(codingPath: [], debugDescription: reason))
    }
}
