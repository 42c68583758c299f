import ArgumentParser
import Contract
import Controller

struct SubscriptionTerminateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terminate",
        abstract: "End the service now at the client's request, without refund (R7.3-01, -02); its data is erased.",
        discussion: """
            Example: lessor subscription terminate S-1001 --account A-1001 --name 'A. Client' --email a@example.com --yes
            A client who asks in the manager is known there: --signed-in. Any other request must identify him (R7.5-04); what \
            he gave is compared with his data and not kept.
            """
    )

    @Argument(help: "The subscription, S-1001.")
    var subscription: SubscriptionID

    @Flag(help: "The client asked while signed in to the manager.")
    var signedIn = false

    @Option(help: "The account number that the client gave.")
    var account: AccountID?

    @Option(help: "The name that the client gave.")
    var name: String?

    @Option(help: "The e-mail address that the client gave.")
    var email: String?

    @OptionGroup var confirmation: Confirmation

    @OptionGroup var report: FactReport

    func run() throws {
        try confirmation.demand(
            "Ending \(subscription) erases its server at once and pays nothing back (R7.3-02); "
                + "say --yes if the client wants that, or use `auto-renew off` to let it end at its due date."
        )
        try report.record(about: .subscription(subscription), by: .client) { workspace in
            let claim = IdentityClaim(account: account, name: name, email: email, signedIn: signedIn)
            let identification = try workspace.identify(claim, asClientOf: subscription)
            return .terminationRequested(subscription, identification: identification)
        }
    }
}
