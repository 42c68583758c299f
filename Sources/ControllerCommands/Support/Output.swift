import ArgumentParser
import Controller
import Foundation

/// How a list or a view is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json
}

struct OutputOptions: ParsableArguments {
    @Option(help: "Print a table for people or JSON for programs.")
    var format: OutputFormat = .table

    /// Prints `value` as JSON, or as the text that `table` makes of it.
    func print(_ value: some Encodable, table: (Style) -> String) throws {
        switch format {
        case .json: Console.write(try Self.json(value))
        case .table: Console.write(table(Style.of(STDOUT_FILENO)))
        }
    }

    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}

/// Standard output and standard error, unbuffered, so that progress shows when it happens.
enum Console {
    /// Does nothing when nobody reads any more: the work goes on to its orderly end.
    static func write(_ text: String) { write(text, to: STDOUT_FILENO) }

    static func line(_ text: String) {
        write(text + "\n")
    }

    /// For progress and warnings: never mixed into output that a program reads.
    static func note(_ text: String) {
        write(text + "\n", to: STDERR_FILENO)
    }

    /// For output that must be whole to be of use: throws when standard output takes no more.
    static func writeAll(_ text: String) throws {
        guard let reason = write(text, to: STDOUT_FILENO) else { return }
        throw WorkspaceError.file("standard output", "\(reason); what was written is not complete.")
    }

    /// Returns why not all could be written; nil when it was.
    @discardableResult
    private static func write(_ text: String, to descriptor: Int32) -> String? {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return String(cString: strerror(errno)) }
            rest = rest.dropFirst(count)
        }
        return nil
    }
}
