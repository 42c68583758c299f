import ArgumentParser
import Contract
import Controller

struct AccountDataShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what is held about a person: identity and its changes, acceptances, addresses (R11-04).",
        discussion: "Example: lessor account data show A-1001"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let data = try state.open().personalData(of: account)
        try output.print(data) { style in
            var details = Details()
            details.add("account", data.account)
            details.add("kind", data.kind)
            details.add("purpose", "\(data.purpose) (R11-05), \(data.declaration)")
            if data.identity == nil { details.add("identity", "(erased)") }
            for version in data.versions {
                let name = [version.firstName, version.lastName].filter { !$0.isEmpty }.joined(separator: " ")
                details.add(
                    "since \(version.since)",
                    "\(name), \(version.email), \(version.postalAddress.isEmpty ? "no address" : version.postalAddress)"
                )
            }
            for acceptance in data.acceptances {
                details.add("accepted \(acceptance.at)", "\(acceptance.terms), text \(acceptance.textHash.prefix(12))")
            }
            for origin in data.origins { details.add("from \(origin.at)", origin.ip) }
            details.add("servers", data.serverSettings.isEmpty ? nil : data.serverSettings.joined(separator: ", "))
            details.add("mails", "\(data.mails.count), \(data.mails.count { $0.handedOver == nil }) not handed over")
            details.add("journal", "\(data.journal.count) entries; `lessor account data export` has them all")
            return details.text(style: style)
        }
    }
}
