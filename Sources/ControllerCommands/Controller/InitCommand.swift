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
    @OptionGroup var output: OutputOptions

    private struct View: Encodable {
        let directory: String
        let kind: String
        let catalogue: String
        let terms: String
    }

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
        let view = View(
            directory: workspace.directory.path,
            kind: lab ? "lab" : "real",
            catalogue: workspace.directory.catalogue,
            terms: "\(workspace.book.current)"
        )
        try output.print(view) { _ in
            """
            New \(view.kind) state in \(view.directory).
              price list  \(view.catalogue)
              terms       \(view.terms)
              next        lessor host add …, lessor account open …, lessor serve

            """
        }
    }
}
