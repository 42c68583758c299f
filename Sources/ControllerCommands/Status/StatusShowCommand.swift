import ArgumentParser
import Controller
import Foundation

struct StatusShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show hosts, servers, what is ahead and what wants a person; also what `lessor status` alone does.",
        discussion: "Example: lessor status --watch --interval 5"
    )

    @Flag(help: "Show it again and again, in the same place, until Ctrl-C.")
    var watch = false

    @Option(help: "Seconds between two looks.")
    var interval: Int = 2

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard interval > 0 else { throw ValidationError("--interval must be at least 1 second.") }
        guard !watch || output.format == .table else {
            throw ValidationError("--watch shows a table; for programs, read the status files or run it again.")
        }
    }

    func run() async throws {
        let workspace = try state.open()
        guard watch else {
            let view = try StatusView(workspace)
            return try output.print(view) { StatusText(view, style: $0).text }
        }
        let screen = Screen(STDOUT_FILENO)
        screen.open()
        defer { screen.close() }
        let pause = Duration.seconds(interval)
        do {
            try await cancellingOnSignals {
                while true {
                    screen.show(StatusText(try StatusView(workspace), style: screen.style).text)
                    try await Task.sleep(for: pause)
                }
            }
        } catch is CancellationError {
            // A person ended it.
        }
    }
}
