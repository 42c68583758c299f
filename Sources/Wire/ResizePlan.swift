/// How the slots of a running server become others.
package struct ResizePlan: Codable, Equatable, Sendable {
    /// How they do while it runs.
    package enum Way: String, Codable, Sendable, CaseIterable {
        /// Lines go to the program's console.
        case console
        /// Lines go to a console that the program opens at port `{CONTROL_PORT}` of 127.0.0.1, which the agent chooses.
        case local
        /// The program looks into its own files now and then.
        case files
        /// The probe's script settles them.
        case probe
    }

    /// The same for two programs that differ in nothing but their slots.
    package let basis: UInt64
    /// Nil where only a new start brings other slots.
    package let way: Way?
    package let lines: [String]
    /// What the program's log shows then, where its probe tells no slots.
    package let shows: String?

    package init(basis: UInt64, way: Way?, lines: [String], shows: String?) {
        self.basis = basis
        self.way = way
        self.lines = lines
        self.shows = shows
    }
}
