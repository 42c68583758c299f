import Mustache

/// Values for a template that notices which names the template asked for in vain: mustache itself renders them as nothing.
///
/// A name that begins with `has_` is a condition for a section and true where the value exists; one that begins with `is_` is true
/// where the value is `on`.
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
        return name.hasPrefix("is_") ? value == "on" : value
    }
}

extension MustacheTemplate {
    /// The names that it asks for in vain.
    func asked(with values: [String: String]) -> [String] {
        let recorder = RecordingValues(values)
        _ = render(recorder)
        return recorder.missing
    }
}
