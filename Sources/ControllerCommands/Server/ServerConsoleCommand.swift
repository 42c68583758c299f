import ArgumentParser
import Contract
import Controller
import Fleet

struct ServerConsoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console",
        abstract: "Send commands to a server's console and show what it writes then.",
        discussion: """
            Without a command they are read line by line from standard input. Products say whether they have a console \
            (`console: true`); what a server answers is what it writes to its log.

            Example: lessor server console srv-1001 say hello
            """
    )

    @Argument(help: "The server, srv-1001.")
    var server: ServerID

    @Argument(help: "The command.")
    var command: [String] = []

    @Option(help: "Milliseconds without a word of the server after which its answer is over.")
    var quiet = 500

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    private struct View: Encodable {
        struct Answer: Encodable {
            let command: String
            let lines: [String]
        }

        let server: String
        let host: String?
        let answers: [Answer]
    }

    func run() async throws {
        let talk = try ServerTalk(server, in: state.open())
        do {
            var answers: [View.Answer] = []
            if command.isEmpty {
                while let line = readLine() { answers += try await send(line, talk) }
            } else {
                answers = try await send(command.joined(separator: " "), talk)
            }
            let view = View(server: server.description, host: talk.server.host, answers: answers)
            // People have seen it as it came.
            try output.print(view) { _ in "" }
        } catch {
            await talk.end()
            throw error
        }
        await talk.end()
    }

    private func send(_ line: String, _ talk: ServerTalk) async throws -> [View.Answer] {
        guard !line.isEmpty else { return [] }
        var text = ""
        try await talk.follow(from: talk.say(line), until: .milliseconds(max(0, quiet))) { part in
            if output.format == .json { text += part } else { try Console.writeAll(part.printableLines) }
        }
        return [View.Answer(command: line, lines: text.logLines)]
    }
}
