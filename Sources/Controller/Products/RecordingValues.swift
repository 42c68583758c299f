import Mustache

/// Values for a template that notices which names the template asked for in vain: mustache itself renders them as nothing.
///
/// A name that begins with `has_` is a condition for a section and true where the value exists.
final class RecordingValues: MustacheParent {
    private let values: [String: String]
    /// Names asked for that do not exist, in the order of the template.
    private(set) var missing: [String] = []

    init(_ values: [String: String]) {
        self.values = values
    }

    func child(named name: String) -> Any? {
        if name.hasPrefix("has_") { return values[String(name.dropFirst(4))] != nil }
        guard let value = values[name] else {
            missing.append(name)
            return nil
        }
        return value
    }
}
