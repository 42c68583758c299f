import Contract
import Controller
import ControllerCommands
import Fleet
import Foundation
import Store
import TestSupport
import Testing
import Wire

/// The main job from end to end, with real sshd, agents and murmurd.
@Suite(.serialized) struct DemoTests {
    /// What everybody must see, whoever plays it.
    static let lines = [
        "R6.1-02    account A-1001 opened", "R6.6-05    21.00 USD refused", "max users 10",
        "s from credit to first answer", "R6.11-02   notice of the renewal mailed", "0.30",
        "R6.11-13   srv-1002 stopped", "next due date unchanged, 2026-03-31",
        "R7.9-01    interrupted for more than 5 days: 7.00 EUR", "120 h 00 min 01 s",
        "R6.11-19   srv-1002 destroyed", "fleet.json", "Books whole",
    ]

    @Test(.timeLimit(.minutes(15))) func `the demo tells the whole story and leaves nothing behind`() async throws {
        try Requirement.program("/usr/sbin/sshd", package: "openssh-server")
        try Requirement.program("/usr/sbin/murmurd", package: "mumble-server")
        let folder = FileManager.default.temporaryDirectory.appending(path: "lessor-demo-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let result = try await LessorProgram.run(["demo", "--directory", folder])
        #expect(result.status == 0, "\(result.errors)")
        for line in Self.lines { #expect(result.output.contains(line), "missing: \(line)") }
        #expect(Processes.naming(folder).isEmpty)
        try checkStatusFiles(of: folder)
    }

    private func checkStatusFiles(of folder: String) throws {
        let state = folder + "/state/status"
        for path in ["fleet.json", "hosts/h1.json", "hosts/h2.json", "servers/srv-1001.json"] {
            let text = try String(contentsOfFile: "\(state)/\(path)", encoding: .utf8)
            try JSON.parse(text)
            #expect(!text.contains("@"), "personal data in \(path)")
        }
        #expect(FileManager.default.fileExists(atPath: state + "/lessor.prom"))
        for host in ["h1", "h2"] {
            let agent = "\(folder)/\(host)/lessor-agent/status"
            try JSON.parse(String(contentsOfFile: agent + "/host.json", encoding: .utf8))
            #expect(FileManager.default.fileExists(atPath: agent + "/lessor.prom"))
        }
    }

    /// `kill -9` of the controller again and again, at moments that no one chose: the same state, ledger and mail as
    /// without.
    @Test(.timeLimit(.minutes(30))) func `a controller killed at any moment ends in the same state`() async throws {
        try Requirement.program("/usr/sbin/sshd", package: "openssh-server")
        try Requirement.program("/usr/sbin/murmurd", package: "mumble-server")
        let calm = try await Ending.play(disturbedBy: nil)
        for seed in UInt64(1)...3 {
            let disturbed = try await Ending.play(disturbedBy: seed)
            #expect(disturbed.kills > 5)
            #expect(disturbed.accounts == calm.accounts)
            #expect(disturbed.balances == calm.balances)
            #expect(disturbed.mail == calm.mail)
            #expect(disturbed.servers == calm.servers)
            #expect(disturbed.isWhole)
        }
    }
}

/// What a demo left in the books.
struct Ending {
    let accounts: [Account]
    let balances: [String]
    let mail: [String]
    let servers: [String]
    let isWhole: Bool
    let kills: Int

    static func play(disturbedBy seed: UInt64?) async throws -> Ending {
        let world = try DemoWorld(
            directory: nil,
            agent: LessorProgram.agent,
            executable: LessorProgram.lessor,
            templates: TemplateDirectory(path: LessorProgram.source + "/Templates")
        )
        do {
            let monkey = seed.map { ChaosMonkey(world: world, seed: $0) }
            let chaos = monkey.map { monkey in Task { try await monkey.run() } }
            try await DemoStory(world: world, teller: .silent).play()
            chaos?.cancel()
            let kills = try await chaos?.value ?? 0
            let ending = try Ending(world.workspace(), kills: kills)
            await world.tearDown()
            return ending
        } catch {
            await world.tearDown()
            throw error
        }
    }

    private init(_ workspace: Workspace, kills: Int) throws {
        let store = workspace.store
        accounts = try store.accountIDs().compactMap { try store.account($0) }
        balances = try store.balances().map { "\($0.account) \($0.amount.quantity) \($0.amount.commodity)" }
        mail = try accounts.flatMap {
            try store.mail(of: $0.id).map { "\($0.key) \($0.handedOverAt?.epochSeconds ?? 0)" }
        }
        servers = try store.servers().map {
            "\($0.id) \($0.demand.state) \($0.generation) \($0.host ?? "") \($0.observed?.state.rawValue ?? "")"
        }
        isWhole = try store.verify(under: workspace.book).isWhole
        self.kills = kills
    }
}

/// Kills the controller process and starts it again, until cancelled.
struct ChaosMonkey {
    let world: DemoWorld
    let seed: UInt64

    /// Returns how often it killed.
    func run() async throws -> Int {
        while !world.controllerStarted, !Task.isCancelled { try? await Task.sleep(for: .milliseconds(20)) }
        // Where a start takes long, the controller is let live longer: killed always before its first pass, it would
        // never come to an end.
        let longest = max(700, 4 * (try await timeOfStart()))
        var state = seed
        var kills = 1
        while !Task.isCancelled {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            try? await Task.sleep(for: .milliseconds(Int64(state >> 33) % longest))
            guard !Task.isCancelled else { continue }
            world.killController()
            try world.restartController()
            kills += 1
        }
        return kills
    }

    /// Kills it once, and returns the milliseconds until the next one holds the state.
    private func timeOfStart() async throws -> Int64 {
        func holder() -> String? { try? String(contentsOfFile: world.state.controllerLock, encoding: .utf8) }
        world.killController()
        let (killed, began) = (holder(), ContinuousClock.now)
        try world.restartController()
        try await eventually("the next controller holds the state") { holder() != killed }
        let time = began.duration(to: .now).components
        return time.seconds * 1000 + time.attoseconds / 1_000_000_000_000_000
    }
}

enum Processes {
    /// Processes whose command line names this path.
    static func naming(_ path: String) -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.filter { process in
            guard process != getpid(), let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline")
            else { return false }
            return line.range(of: Data((path + "/").utf8)) != nil
        }
    }
}
