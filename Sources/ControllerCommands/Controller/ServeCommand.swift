import ArgumentParser
import Controller
import Logging
import ServiceLifecycle
import UnixSignals

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the controller until SIGTERM: deadlines, mail, hosts, status files.",
        discussion: "Example: lessor serve --interval 5"
    )

    @Option(help: "Seconds between passes when nothing happens.")
    var interval: Int = 5

    @Option(help: "How much is logged to standard error.")
    var logLevel: LogLevel = .info

    @OptionGroup var state: StateOptions

    func validate() throws {
        guard interval > 0 else { throw ValidationError("--interval must be at least 1 second.") }
    }

    func run() async throws {
        let workspace = try state.open()
        // What is damaged is told to who starts it, and not when a server of it is ordered.
        _ = try workspace.shelf.all
        let logger = LogSetup.logger(level: logLevel.level)
        let controller = try Controller(
            workspace: workspace,
            lock: try ControllerLock.take(workspace.directory),
            logger: logger
        )
        let service = ControllerService(
            controller: controller,
            workspace: workspace,
            interval: .seconds(interval),
            logger: logger
        )
        let group = ServiceGroup(
            configuration: .init(services: [service], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        )
        try await group.run()
    }
}

/// The levels that a person chooses from.
enum LogLevel: String, ExpressibleByArgument, CaseIterable {
    case debug, info, warning, error

    var level: Logger.Level {
        switch self {
        case .debug: .debug
        case .info: .info
        case .warning: .warning
        case .error: .error
        }
    }
}

/// The one way in which commands log: to standard error.
enum LogSetup {
    static func logger(level: Logger.Level) -> Logger {
        var logger = Logger(label: "lessor") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = level
        return logger
    }
}
