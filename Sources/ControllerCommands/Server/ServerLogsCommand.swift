import ArgumentParser
import Contract
import Controller
import Fleet
import Wire

struct ServerLogsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs",
        abstract: "Show what a server wrote to its log, from its host.",
        discussion: "Example: lessor server logs srv-1001 --lines 50 --follow"
    )

    @Argument(help: "The server, srv-1001.")
    var server: ServerID

    @Option(help: "How many of the last lines; 0 for none.")
    var lines = 100

    @Flag(name: .shortAndLong, help: "Go on with what is written from now on, until Ctrl-C.")
    var follow = false

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    private struct View: Encodable {
        let server: String
        let host: String?
        let lines: [String]
    }

    func validate() throws {
        guard lines >= 0 else { throw ValidationError("--lines must be 0 or more.") }
        if follow, output.format == .json { throw ValidationError("--follow shows text; leave --format json out.") }
    }

    func run() async throws {
        let talk = try ServerTalk(server, in: state.open())
        do {
            let page = try await talk.log(from: nil, lines: lines)
            try output.print(View(server: "\(server)", host: talk.server.host, lines: page.text.logLines)) { _ in
                page.text.printableLines
            }
            if follow { try await talk.follow(from: page.next) { try Console.writeAll($0.printableLines) } }
        } catch {
            await talk.end()
            throw error
        }
        await talk.end()
    }
}

extension ServerTalk {
    /// Shows what is written to the log from a byte on: until it has been quiet for `quiet`, or for ever.
    func follow(from start: Int64, until quiet: Duration? = nil, show: (String) throws -> Void) async throws {
        var next = start
        var heard = ContinuousClock.now
        while !Task.isCancelled {
            let page = try await log(from: next)
            // Whoever read it may have seen enough.
            do { try show(page.text) } catch { return }
            if page.next != next { heard = .now }
            next = page.next
            if page.more { continue }
            if let quiet, heard.duration(to: .now) > quiet { return }
            try await Task.sleep(for: .milliseconds(quiet == nil ? 500 : 100))
        }
    }
}

extension String {
    /// Without control characters: what players make a server write must not steer the operator's terminal.
    var logLines: [String] {
        let lines = split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }
        return lines.last == "" ? lines.dropLast() : lines
    }

    var printableLines: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }.joined(separator: "\n")
    }
}
