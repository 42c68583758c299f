import Controller
import Foundation

/// Asks a person before what cannot be taken back.
enum Confirmation {
    /// Shows `warning` and goes on only when `name` is typed.
    static func require(_ name: String, _ warning: String) throws {
        Console.note("\(warning)\nType \(name) to go on:")
        guard readLine()?.trimmingCharacters(in: .whitespaces) == name else {
            throw CommandFailure(description: "Nothing was changed: what was typed is not \(name).")
        }
    }
}
