import ArgumentParser
import Controller
import Foundation

/// Asks a person before what cannot be taken back, in commands that are used at a terminal.
struct TypedConfirmation: ParsableArguments {
    @Flag(help: "Do not ask.")
    var yes = false

    /// Shows what follows and goes on only when `name` is typed.
    func require(_ name: String, _ warning: @autoclosure () -> String) throws {
        guard !yes else { return }
        Console.note("\(warning())\nType \(name) to go on:")
        guard readLine()?.trimmingCharacters(in: .whitespaces) == name else {
            throw CommandFailure(
                description: "Nothing was changed: what was typed is not \(name). Where nobody can type, say --yes."
            )
        }
    }
}
