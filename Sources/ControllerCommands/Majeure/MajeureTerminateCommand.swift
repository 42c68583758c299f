import ArgumentParser
import Contract
import Controller

struct MajeureTerminateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terminate",
        abstract: "End a contract because a case lasts more than 30 days (R4-07), at a party's request.",
        discussion: """
            Example: lessor majeure terminate S-1001 --case flood-2026-03-01 --by client --yes
            A client who was never told may rely on the month of 7.2 instead (R7.2-01).
            """
    )

    @Argument(help: "The subscription, S-1001.")
    var subscription: SubscriptionID

    @Option(name: .customLong("case"), help: "The case; `lessor majeure list` shows them.")
    var name: String

    @Option(help: "Who asks: client, or staff for the provider.")
    var by: RequestingParty

    @OptionGroup var confirmation: Confirmation

    @OptionGroup var report: FactReport

    func run() throws {
        try confirmation.demand(
            "Ending \(subscription) erases its server for ever, without indemnity either way (R4-07); say --yes."
        )
        let workspace = try report.state.open()
        let account = try workspace.requireOwner(of: subscription).id
        let event = ForceMajeureEvent.terminationRequested(subscription, case: name)
        let effects = try workspace.record(.forceMajeure(event), for: account, by: by.actor)
        try report.print(effects, about: subscription.description, in: workspace)
    }
}

/// A party of the contract that asks for something.
enum RequestingParty: String, ExpressibleByArgument, CaseIterable {
    case client, staff

    var actor: Actor {
        switch self {
        case .client: .client
        case .staff: .staff
        }
    }
}
