import ArgumentParser
import Controller
import Wire

struct TemplateListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the products that servers are made from, and whether their programs were really run from them.",
        discussion: "Example: lessor template list --format json"
    )

    @OptionGroup var output: OutputOptions

    fileprivate struct Row: Encodable {
        let product: String
        let title: String
        let fewestSlots: Int
        let mostSlots: Int
        /// As `n/udp`, `n+1/tcp`.
        let ports: [String]
        let probe: String
        /// False: written from documentation only.
        let verified: Bool
        /// What has to be accepted before it may run.
        let licence: String?
        let packages: [String]
        let install: String?
    }

    func run() throws {
        let rows = try ProductShelf.load(Installation.templates().products).all.map(Row.init)
        try output.print(rows) { style in
            var table = Table([
                .left("PRODUCT"), .left("TITLE"), .right("SLOTS"), .left("PORTS"), .left("VERIFIED"),
                .left("PROGRAM FROM"),
            ])
            for row in rows {
                table.add([
                    row.product, row.title, "\(row.fewestSlots)-\(row.mostSlots)", row.ports.joined(separator: " "),
                    row.verified ? "yes" : "no, from documentation",
                    (row.packages + (row.install == nil ? [] : ["by hand"])).joined(separator: " "),
                ])
            }
            return table.text(style: style)
        }
    }
}

extension TemplateListCommand.Row {
    fileprivate init(_ product: Product) {
        self.init(
            product: product.id,
            title: product.title,
            fewestSlots: product.slots.min,
            mostSlots: product.slots.max,
            ports: product.ports.map { "n\($0.offset == 0 ? "" : "+\($0.offset)")/\($0.transport.rawValue)" },
            probe: product.probe.kind.rawValue,
            verified: product.verified ?? false,
            licence: product.licence?.title,
            packages: product.packages,
            install: product.install
        )
    }
}
