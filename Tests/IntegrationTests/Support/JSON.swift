import Foundation

enum JSON {
    /// Throws unless the text is one JSON document.
    @discardableResult
    static func parse(_ text: String) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(text.utf8), options: [.fragmentsAllowed])
    }
}
