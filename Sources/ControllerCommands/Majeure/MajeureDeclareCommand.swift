import ArgumentParser
import Contract
import Controller

struct MajeureDeclareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "declare",
        abstract: "Declare a case to every client concerned; it has effect once he was told by mail (R4-01, R4-02).",
        discussion: """
            Example: lessor majeure declare --cause flood --host h1 --forecast 'the water is being pumped out'
            While it prevents the service, months that begin are not debited (R4-04). With --disturbs the service goes on. \
            Run it again with the same --case to finish a declaration that was cut short.
            """
    )

    @Option(help: "A cause of article 4: \(ForceMajeureCause.allCases.map(\.rawValue).joined(separator: ", ")).")
    var cause: ForceMajeureCause

    @Option(help: "What it is; needed with the cause other.")
    var reason: String = ""

    @Option(help: "A host whose servers are concerned; may be given several times (R4-03).")
    var host: [String] = []

    @Option(help: "A subscription that is concerned; may be given several times (R4-03).")
    var subscription: [SubscriptionID] = []

    @Option(help: "When its effects began, '2026-03-01 12:30'; now by default.")
    var since: String?

    @Flag(help: "The services are only limited or disturbed, not prevented.")
    var disturbs = false

    @Option(help: "What is expected of its end; the clients are told (R4-06).")
    var forecast: String

    @Option(name: .customLong("case"), help: "Name of the case; made of cause and date by default.")
    var name: String?

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !host.isEmpty || !subscription.isEmpty else {
            throw ValidationError("Name what is concerned: --host or --subscription (R4-03).")
        }
    }

    func run() throws {
        let workspace = try state.open()
        let now = try workspace.time.now()
        let start = try since.map { try CivilTime.parse($0, zone: workspace.book.zone) } ?? now
        let id = try name ?? workspace.newCaseName(cause, since: start)
        let scope = try workspace.scope(hosts: host, subscriptions: subscription)
        guard !scope.isEmpty else {
            throw CommandFailure(
                description: "No living subscription is concerned; there is nobody to declare \(id) to."
            )
        }
        let steps = try workspace.declare(scope) { subscriptions in
            ForceMajeureDeclaration(
                id: id,
                cause: cause,
                reason: reason,
                subscriptions: subscriptions,
                startedAt: start,
                prevents: !disturbs,
                forecast: forecast
            )
        }
        try StepsReport(output: output, workspace: workspace).print(steps, title: "Case \(id)")
    }
}

extension ForceMajeureCause: ExpressibleByArgument {}
