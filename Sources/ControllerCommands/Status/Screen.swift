import Foundation

/// A terminal that shows one page at a time in the same place; on anything else the pages follow each other.
struct Screen: Sendable {
    let style: Style
    private let descriptor: Int32
    private let isTerminal: Bool

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        style = Style.of(descriptor)
        isTerminal = isatty(descriptor) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }

    /// Turns to the terminal's other page, so that what was there comes back with ``close()``; hides the cursor.
    func open() {
        if isTerminal { Console.write("\u{1B}[?1049h\u{1B}[?25l") }
    }

    func close() {
        if isTerminal { Console.write("\u{1B}[?25h\u{1B}[?1049l") }
    }

    /// Writes over the last page without clearing it first, which would flicker.
    func show(_ page: String) {
        guard isTerminal else { return Console.write(page + "\n") }
        var lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        let height = self.height
        if lines.count > height { lines = lines.prefix(height - 1) + ["… \(lines.count - height + 1) more lines"] }
        // Long lines are cut by the terminal itself while wrapping is off.
        let text = lines.map { $0 + "\u{1B}[K" }.joined(separator: "\r\n")
        Console.write("\u{1B}[?7l\u{1B}[H\(text)\u{1B}[J\u{1B}[?7h")
    }

    private var height: Int {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 1 else { return 24 }
        return Int(size.ws_row)
    }
}
