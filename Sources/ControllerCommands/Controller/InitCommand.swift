import ArgumentParser
import Contract
import Controller
import Foundation
import Store

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a new state directory: books, the controller's key, price list and terms.",
        discussion: "Example: lessor init --lab --at 2026-01-31 --state ./lab"
    )

    @Flag(help: "A lab: its clock stands still until `lessor clock` moves it, and its hosts' agents follow.")
    var lab = false

    @Option(help: "Where the lab's clock starts; now by default.")
    var at: String?

    @OptionGroup var state: StateOptions

    func validate() throws {
        if at != nil && !lab {
            throw ValidationError("--at is for a lab only: a real state follows the machine's clock.")
        }
    }

    func run() async throws {
        let now =
            try at.map { try CivilTime.parse($0, zone: try .load("Europe/Paris")) }
            ?? Instant(epochSeconds: Int64(Date().timeIntervalSince1970))
        let workspace = try await Workspace.create(
            state.directory,
            templates: Installation.templates(),
            kind: lab ? .lab : .real,
            now: now
        )
        Console.line("New \(lab ? "lab" : "real") state in \(workspace.directory.path).")
        Console.line("  price list  \(workspace.directory.catalogue)")
        Console.line("  terms       \(workspace.book.current)")
        Console.line("  next        lessor host add …, lessor account open …, lessor serve")
    }
}
