import Contract
import Controller
import Fleet
import Foundation
import SSH
import Store

/// The main job from an order to the erasure, told while it happens. Every step goes through the same calls as the commands,
/// and waits until the machines show what the contract demands.
package struct DemoStory: Sendable {
    let world: DemoWorld
    let teller: DemoTeller

    static let start = "2026-01-31 10:00"

    package init(world: DemoWorld, teller: DemoTeller) {
        self.world = world
        self.teller = teller
    }

    /// Plays all of it; throws when something does not come true in time.
    package func play() async throws {
        let began = ContinuousClock.now
        let zone = try CivilZone.load("Europe/Paris")
        _ = try await Workspace.create(
            world.state,
            templates: world.templates,
            kind: .lab,
            now: try CivilTime.parse(Self.start, zone: zone)
        )
        let stage = DemoStage(workspace: try world.workspace(), world: world, teller: teller)
        try await stage.hosts()
        try world.startController()
        try await stage.firstClient()
        try await stage.secondClient()
        try await stage.renewal()
        try await stage.incident()
        try await stage.darkHost()
        try await stage.destruction()
        try await stage.epilogue(after: began.duration(to: .now))
    }

    func tellHowToExplore() {
        teller.line("\nLeft running in \(world.root.path). Explore with:")
        teller.line("  export LESSOR_STATE=\(shellWord(world.state.path))")
        teller.line("  lessor status; lessor server list; lessor explain A-1002; lessor clock advance 10d")
        teller.line("End it with: lessor demo --end \(shellWord(world.root.path))")
    }
}
