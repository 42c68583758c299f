import ArgumentParser
import Contract
import Controller
import Fleet
import Store

struct ServerSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Show or change what a client may choose of his server: its name, and what its product allows.",
        discussion: """
            The server starts anew with what is changed. Choices stay with the subscription, whatever host it is on.

            A secret, such as a password to come in, is read from standard input and never shown again.

            Example: lessor server set srv-1001 name='Plum tree' map=ctf5 --default timelimit
                     lessor server set srv-1001 --secret-stdin joinpassword < password.txt
            """
    )

    @Argument(help: "The server, srv-1001.")
    var server: ServerID

    @Argument(help: "What to change, as key=value; nothing to show all.")
    var choices: [String] = []

    @Option(name: .customLong("default"), help: "A key that goes back to the product's default.")
    var defaults: [String] = []

    @Option(
        name: .customLong("secret-stdin"),
        help: ArgumentHelp("A secret to set; its value is the first line of standard input.", valueName: "key")
    )
    var secret: String?

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    private struct Row: Encodable {
        let key: String
        /// Of a secret only whether it is set.
        let value: String
        /// Nil where the client chose nothing.
        let chosen: String?
        let title: String
        /// What it may be.
        let wanted: String
    }

    func run() throws {
        let workspace = try state.open()
        guard let record = try workspace.store.server(server) else {
            throw WorkspaceError.noSuch(kind: "server", id: server.description, list: "lessor server list")
        }
        let template = try workspace.shelf.template(record.product)
        let changes = try changes(of: template)
        let secrets = try secretChanges(of: template)
        let open = changes.filter { !template.isSecret($0.key) }
        if !changes.isEmpty || !secrets.isEmpty { try workspace.store.set(open, secrets: secrets, of: server) }
        let rows = rows(of: try workspace.store.server(server) ?? record, template)
        try output.print(rows) { style in table(rows).text(style: style) }
    }

    /// The secret of standard input, and those that are taken back.
    private func secretChanges(of template: ProductTemplate) throws -> [String: String?] {
        var changes: [String: String?] = [:]
        for key in defaults where template.isSecret(key) { changes.updateValue(nil, forKey: key) }
        guard let secret else { return changes }
        guard !defaults.contains(secret) else {
            throw CommandFailure(description: "\(secret) is given twice; give it once.")
        }
        _ = try template.setting(secret)
        let value = try SecretInput.read(secret)
        try template.check(secret: value, for: secret)
        changes[secret] = value
        return changes
    }

    private func changes(of template: ProductTemplate) throws -> [String: String?] {
        var chosen: [String: String] = [:]
        for choice in choices {
            let parts = choice.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else {
                throw CommandFailure(description: "\"\(choice)\" is not key=value; write it as in name='Plum tree'.")
            }
            guard chosen.updateValue(String(parts[1]), forKey: String(parts[0])) == nil,
                !defaults.contains(String(parts[0]))
            else { throw CommandFailure(description: "\(parts[0]) is given twice; give it once.") }
        }
        try template.check(chosen)
        for key in defaults where key != ProductTemplate.nameKey { _ = try template.setting(key) }
        return chosen.mapValues(Optional.some).merging(defaults.map { ($0, nil) }) { first, _ in first }
    }

    private func rows(of record: ServerRecord, _ template: ProductTemplate) -> [Row] {
        let secrets = record.secrets.mapValues { _ in "set" }
        let settings = record.settings.filter { !template.isSecret($0.key) }.merging(secrets) { _, secret in secret }
        let name = settings[ProductTemplate.nameKey]
        let own = (template.product.settings ?? [:]).sorted { $0.key < $1.key }.map { key, setting in
            Row(
                key: key,
                value: settings[key] ?? setting.default ?? "not set",
                chosen: settings[key],
                title: setting.title,
                wanted: setting.wanted
            )
        }
        let first = Row(
            key: ProductTemplate.nameKey,
            value: name ?? server.description,
            chosen: name,
            title: "What it is called",
            wanted: "a text of 200 characters at most"
        )
        return [first] + own
    }

    private func table(_ rows: [Row]) -> Table {
        var table = Table([.left("KEY"), .left("VALUE"), .left("CHOSEN"), .left("WHAT"), .left("MAY BE")])
        for row in rows { table.add([row.key, row.value, row.chosen == nil ? "" : "yes", row.title, row.wanted]) }
        return table
    }
}
