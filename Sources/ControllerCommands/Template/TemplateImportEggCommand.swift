import ArgumentParser
import Controller
import Foundation

struct TemplateImportEggCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-egg",
        abstract: "Make a product's folder from an egg of Pterodactyl or Pelican, and list what a person must fill in.",
        discussion: """
            Reads PTDL_v1, PTDL_v2 (JSON) and PLCN_v1 to v3 (YAML or JSON). Nothing of the egg is run, and nothing is downloaded. Status 2 where \
            something is left to fill in; `lessor template check` names the same until the entries under gaps are taken out.

            Example: lessor template import-egg egg-vanilla.json --to ./products
            """
    )

    @Argument(help: "The egg's file.")
    var file: String

    @Option(name: .customLong("to"), help: "Where the product's folder is made.")
    var place = "."

    @Option(help: "The product's id, which is the name of its folder; made of the egg's name by default.")
    var id: String?

    @OptionGroup var output: OutputOptions

    private struct View: Encodable {
        let product: String
        let folder: String
        let files: [String]
        let gaps: [Product.Gap]
    }

    func run() throws {
        let product: EggProduct
        do { product = try EggProduct(egg: file, id: id) } catch { throw ProductError.file(error) }
        let folder = "\(place)/\(product.id)"
        try write(product, to: folder)
        let view = View(product: product.id, folder: folder, files: product.files.keys.sorted(), gaps: product.gaps)
        try output.print(view) { style in
            var table = Table([.left("FIELD"), .left("TO FILL IN")])
            for gap in product.gaps { table.add([gap.field, gap.what]) }
            return "\(folder): \(view.files.joined(separator: ", "))\n"
                + table.text(style: style, whenEmpty: "Nothing is left to fill in.")
        }
        let count = product.gaps.count
        if count > 0 {
            throw FoundSomething(description: "\(counted(count, "thing")) to fill in before it can be used.")
        }
    }

    /// Never over a folder that is there: a person may have worked in it.
    private func write(_ product: EggProduct, to folder: String) throws {
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw CommandFailure(
                description: "The folder \(folder) exists already; take it away, or give another --id or --to."
            )
        }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (name, text) in product.files { try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)")) }
        } catch {
            throw WorkspaceError.file(folder, "the product cannot be written: \(error.localizedDescription)")
        }
    }
}
