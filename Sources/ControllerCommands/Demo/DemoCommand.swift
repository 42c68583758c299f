import ArgumentParser
import Foundation

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract:
            "Play two months of contract life on this machine: real sshd, real agents, real Mumble servers, a lab's clock.",
        discussion: """
            Needs openssh-server and mumble-server; touches nothing outside its own directory, which is removed at the end.

            Example: lessor demo --keep
            """
    )

    @Flag(help: "Leave everything running, to be explored.")
    var keep = false

    @Option(help: "End a demo that was left running in this directory, and remove it.", completion: .directory)
    var end: String?

    @Option(help: "Where to play; a new temporary directory by default.", completion: .directory)
    var directory: String?

    @Option(help: "The agent binary; the one beside lessor by default.", completion: .file())
    var agent: String?

    func run() async throws {
        if let end { return try Self.end(end) }
        let world = try DemoWorld(
            directory: directory,
            agent: Installation.agent(agent),
            executable: Installation.executable,
            templates: Installation.templates()
        )
        let story = DemoStory(world: world, teller: DemoTeller(style: Style.of(STDOUT_FILENO), say: Console.write))
        do {
            try await cancellingOnSignals { try await story.play() }
        } catch is CancellationError {
            await world.tearDown()
            throw CommandFailure(description: "The demo was interrupted; all that it had started is ended.")
        } catch {
            Console.note("The demo stopped: \(error)")
            Console.note("Log of its controller:\n" + world.controllerLog)
            await world.tearDown()
            throw CommandFailure(description: "The demo did not come to its end: \(error)")
        }
        if keep {
            story.tellHowToExplore()
        } else {
            await world.tearDown()
        }
    }

    private static func end(_ directory: String) throws {
        let root = URL(fileURLWithPath: directory).standardizedFileURL.path
        guard FileManager.default.fileExists(atPath: root + "/operator-key") else {
            throw CommandFailure(
                description: "\(directory) is not the directory of a demo; `lessor demo --keep` names it."
            )
        }
        HostProcesses.end(below: root)
        try FileManager.default.removeItem(atPath: root)
        Console.line("The demo in \(root) is ended and removed.")
    }
}
