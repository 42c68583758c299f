import ArgumentParser
import Controller

struct HostShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one host: how full it is, and who has which of its ports.",
        discussion: "Example: lessor host show h1"
    )

    @OptionGroup var target: HostTarget

    func run() throws {
        let (workspace, host) = try target.find()
        let view = try HostView(host, workspace: workspace, withPorts: true)
        try target.output.print(view) { style in
            var details = Details()
            details.add("host", view.host)
            details.add("address", "\(view.address) as \(view.user)")
            details.add("host key", view.hostKey)
            details.add("agent in", view.root)
            details.add("serves on", view.serveOn.joined(separator: ", ") + " ports " + view.ports)
            details.add("labels", view.labels.isEmpty ? nil : view.labels.joined(separator: ", "))
            details.add("state", view.state)
            details.add("agent", view.reach)
            details.add("last contact", view.lastContact)
            details.add("last error", view.lastError)
            details.add("servers", view.servers.isEmpty ? "none" : view.servers.joined(separator: ", "))
            let bars = HostPicture.bars(of: view, style: style)
            let ports = HostPicture.ports(of: view, style: style)
            return details.text(style: style) + "\n" + bars + "\n" + ports
        }
    }
}
