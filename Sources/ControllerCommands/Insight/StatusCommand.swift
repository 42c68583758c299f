import ArgumentParser
import Controller

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show the whole at a glance, and where the status files are.",
        discussion: "Example: lessor status --format json"
    )

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let view = try StatusView(workspace)
        try output.print(view) { style in
            var details = Details()
            details.add("state", "\(view.directory) (\(view.kind), now \(view.now))")
            details.add("hosts", "\(view.hosts), \(view.hostsUnreachable) unreachable, \(view.hostsDrained) drained")
            details.add(
                "servers",
                "\(view.serversUp) up, \(view.serversDown) that should be and are not, \(view.serversHeld) stopped"
            )
            details.add("accounts", "\(view.accounts), \(view.accountsParked) parked")
            details.add("mail waiting", String(view.mailWaiting))
            details.add("payments unmatched", String(view.paymentsUnmatched))
            details.add("next deadline", view.nextDeadline ?? "none")
            details.add("status files", view.statusFiles)
            details.add("mail", view.mailSpool)
            return details.text(style: style)
        }
    }
}
