import ArgumentParser
import Contract

struct SubscriptionTerminateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terminate",
        abstract: "End the service now, without refund (R7.3-01, -02); its data is erased.",
        discussion: "Example: lessor subscription terminate S-1001 --yes"
    )

    @Argument(help: "The subscription, S-1001.")
    var subscription: SubscriptionID

    @Flag(help: "Confirm: the server and its data are erased and nothing is paid back.")
    var yes = false

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        guard yes else {
            throw CommandFailure(
                description: "Ending \(subscription) erases its server at once and pays nothing back (R7.3-02); "
                    + "say --yes if the client wants that, or use `auto-renew off` to let it end at its due date."
            )
        }
        try FactReport(state, output).request(.terminationRequested(subscription), about: subscription)
    }
}
