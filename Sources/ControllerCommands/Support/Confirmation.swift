import ArgumentParser

/// `--yes` of the commands that cannot be taken back.
struct Confirmation: ParsableArguments {
    @Flag(help: "Confirm; without it the command says what cannot be undone and does nothing.")
    var yes = false

    /// - Parameter consequence: a sentence that names what is lost for ever and what to do instead.
    func demand(_ consequence: @autoclosure () -> String) throws {
        guard yes else { throw CommandFailure(description: consequence()) }
    }
}
