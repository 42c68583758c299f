/// What the launch step turns itself into. It crosses a pipe, so that no secret stands in an argument list.
struct LaunchSpec: Codable, Equatable {
    /// Working directory of the process.
    let directory: String
    let arguments: [String]
    let environment: [String: String]
    /// User and group id, where each server has its own.
    let user: UInt32?
    /// nil: it sees the agent's files as far as its user may.
    let view: PrivateView?
    let openFiles: Int
    /// nil: `/dev/null`, or the console.
    let standardInput: String?
    /// Standard input is a named pipe in `directory`, which never ends.
    let console: Bool

    /// File in `directory` that takes standard output and error.
    static let logName = "server.log"
    /// The named pipe of a server's console.
    static let consoleName = "console"
    /// Exit code of a launch step that could not start its program; the reason stands in the log.
    static let failureCode: Int32 = 125
    /// The descriptor on which the launch step waits for its spec.
    static let channel: Int32 = 3
}
