import Synchronization

/// Tells the story: one aligned line a step, with the lab's time and the rule.
package final class DemoTeller: Sendable {
    let style: Style
    private let say: @Sendable (String) -> Void
    private let chapters = Mutex<Int>(0)

    /// Tells nobody; for tests.
    package static let silent = DemoTeller(style: Style(colours: false)) { _ in }

    init(style: Style, say: @escaping @Sendable (String) -> Void) {
        self.style = style
        self.say = say
    }

    func chapter(_ title: String) {
        let number = chapters.withLock { count in
            count += 1
            return count
        }
        line((number == 1 ? "" : "\n") + style.bold(title))
    }

    func step(_ time: String, _ rule: String, _ text: String) {
        let mark = rule + String(repeating: " ", count: max(0, 9 - rule.count))
        line("\(style.faint(time))  \(style.green(mark))  \(text)")
    }

    func detail(_ text: String) {
        line(String(repeating: " ", count: 32) + text)
    }

    func line(_ text: String) { say(text + "\n") }

    func block(_ text: String) { say(text) }
}
