package import Wire

/// What a probe has to say before it asks, for programs that take from no file what they must be.
package struct ProbeScript: Equatable {
    /// What logs in, and says which server is meant.
    package let entry: [String]
    /// What settles it.
    package let lines: [String]
    /// What the program must have.
    package let slots: Int
    /// Whether the server has not been right yet since its start: then the lines that settle are said anyway.
    package let isFresh: Bool

    package init(entry: [String] = [], lines: [String] = [], slots: Int = 0, isFresh: Bool = false) {
        (self.entry, self.lines, self.slots, self.isFresh) = (entry, lines, slots, isFresh)
    }
}

extension ProbeScript {
    package init(_ program: Program, entry: [String], isFresh: Bool) {
        let text = program.files.first { $0.path == program.probe.script }?.text ?? ""
        let lines = text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
        self.init(entry: entry, lines: lines, slots: program.slots, isFresh: isFresh)
    }
}
