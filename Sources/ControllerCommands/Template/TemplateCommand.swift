import ArgumentParser

struct TemplateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "Look at the products that servers are made from.",
        discussion: "Example: lessor template check teeworlds",
        subcommands: [TemplateListCommand.self, TemplateCheckCommand.self, TemplateImportEggCommand.self],
        defaultSubcommand: TemplateCheckCommand.self
    )
}
