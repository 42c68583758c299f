import ArgumentParser
import Controller
import Store

struct HostListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the hosts with their room and whether they answer.",
        discussion: "Example: lessor host list"
    )

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let views = try workspace.store.hosts().map { try HostView($0, workspace: workspace) }
        try output.print(views) { style in
            var table = Table([
                .left("HOST"), .left("ADDRESS"), .left("STATE"), .right("SLOTS USED"), .right("SLOTS"),
                .right("MIB USED"), .right("MIB"), .right("SERVERS"), .left("AGENT"), .left("LAST CONTACT"),
            ])
            for view in views {
                table.add([
                    view.host, view.address, view.state, String(view.usedSlots), String(view.slots),
                    String(view.usedMemoryMiB), view.memoryMiB.map(String.init) ?? "-", String(view.servers.count),
                    view.reach, view.lastContact ?? "-",
                ])
            }
            return table.text(style: style, whenEmpty: "No host yet; `lessor host add` adds one.")
        }
    }
}
