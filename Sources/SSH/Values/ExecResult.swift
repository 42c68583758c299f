/// What a remote command left behind.
package struct ExecResult: Equatable, Sendable {
    /// Standard output, byte for byte.
    package let output: [UInt8]
    /// Standard error, byte for byte.
    package let errorOutput: [UInt8]
    /// Nil when a signal ended the command.
    package let exitStatus: Int?
    /// The signal's name without `SIG`, such as `KILL`; nil when the command exited by itself.
    package let exitSignal: String?

    package init(output: [UInt8], errorOutput: [UInt8], exitStatus: Int?, exitSignal: String?) {
        self.output = output
        self.errorOutput = errorOutput
        self.exitStatus = exitStatus
        self.exitSignal = exitSignal
    }

    /// Whether the command said that all went well.
    package var isSuccess: Bool { exitStatus == 0 }

    /// Standard output as text, without a last line break.
    package var text: String { Self.text(output) }

    /// Standard error as text, without a last line break.
    package var errorText: String { Self.text(errorOutput) }

    private static func text(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}
