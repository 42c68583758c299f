package import ArgumentParser
import Foundation

/// The operator's command. One folder a noun, one file a verb.
package struct LessorCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "lessor",
        abstract: "Leases game- and voice-server slots by contract, and makes it true on real machines.",
        discussion: """
            A first walk, on a lab state whose clock can be moved:
              lessor init --lab --state ./lab
              lessor account open --name Ann --email ann@example.com --state ./lab
              lessor tick --state ./lab
            or everything at once, with real servers on this machine:
              lessor demo

            Exit status: 0 done · 1 refused or failed · 2 a check found something
              64 wrong usage · 65 damaged data · 66 no such thing · 69 host unavailable
              74 cannot read or write · 75 in use, try again
            """,
        version: "lessor \(productVersion)",
        groupedSubcommands: [
            CommandGroup(
                name: "Clients",
                subcommands: [
                    AccountCommand.self, OrderCommand.self, PaymentCommand.self, RequestCommand.self,
                    SubscriptionCommand.self, PriceCommand.self, InvoiceCommand.self, ReceiptCommand.self,
                    DebtCommand.self,
                    DisputeCommand.self,
                ]
            ),
            CommandGroup(
                name: "Cases",
                subcommands: [
                    HoldCommand.self, BreachCommand.self, IncidentCommand.self, MajeureCommand.self, FraudCommand.self,
                    NoticeCommand.self,
                ]
            ),
            CommandGroup(
                name: "Fleet",
                subcommands: [
                    HostCommand.self, ServerCommand.self, BrakeCommand.self, MeterCommand.self, TemplateCommand.self,
                ]
            ),
            CommandGroup(
                name: "Insight",
                subcommands: [
                    ExplainCommand.self, PlanCommand.self, ScenarioCommand.self, StatusCommand.self, DriftCommand.self,
                    LedgerCommand.self, TermsCommand.self,
                ]
            ),
            CommandGroup(
                name: "Running",
                subcommands: [
                    InitCommand.self, ServeCommand.self, TickCommand.self, ClockCommand.self, DemoCommand.self,
                ]
            ),
        ]
    )

    package init() {}

    /// Parses the command line, runs it, and ends the process with the documented status.
    package static func runToExit() async -> Never {
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try OperatorLog.note(command)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            Foundation.exit(0)
        } catch {
            guard let status = ExitStatus(error) else { exit(withError: error) }
            Console.note(Style.of(STDERR_FILENO).red("lessor:") + " \(error)")
            Foundation.exit(status.rawValue)
        }
    }
}
