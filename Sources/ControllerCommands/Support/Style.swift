import Foundation

/// Colours on a terminal, nothing elsewhere (https://no-color.org).
struct Style: Sendable {
    let colours: Bool

    /// The style for a file descriptor of this process.
    static func of(_ descriptor: Int32) -> Style {
        let environment = ProcessInfo.processInfo.environment
        let wanted = environment["NO_COLOR"]?.isEmpty ?? true
        return Style(colours: isatty(descriptor) == 1 && wanted && environment["TERM"] != "dumb")
    }

    func bold(_ text: String) -> String { wrap(text, "1") }
    func faint(_ text: String) -> String { wrap(text, "2") }
    func red(_ text: String) -> String { wrap(text, "31") }
    func green(_ text: String) -> String { wrap(text, "32") }
    func yellow(_ text: String) -> String { wrap(text, "33") }

    private func wrap(_ text: String, _ code: String) -> String {
        colours ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
