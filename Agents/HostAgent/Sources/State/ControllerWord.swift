import Glibc
import Wire

/// When the controller was heard last, kept over the agent's restarts.
///
/// A host that was away may hold servers that were given another host meanwhile. After a silence of ``longSilence`` they are not
/// started before the controller has spoken. Where none can have been given away yet that lasts for ``patience`` only: a controller
/// that is away too must not keep them down.
struct ControllerWord {
    static let longSilence: Int64 = 60
    /// Longer than a controller leaves a silent host alone.
    static let patience = 90.0
    static let name = "heard"
    private static let pause = 10.0

    private let state: Folder
    private var nextNote = 0.0
    /// Until when servers wait; nil when none does.
    private(set) var awaitedUntil: Double?

    init(state: Folder, now: Double) throws(AgentError) {
        self.state = state
        guard let text = try state.read(Self.name, limit: 64) else { return }
        // What cannot be read tells nothing of how long it was, as a clock that went back.
        let heard = Int64(String(decoding: text, as: UTF8.self))
        awaitedUntil = Self.wait(after: heard.map { MachineClock.wall() - $0 } ?? -1).map { now + $0 }
    }

    /// For how many seconds servers wait for its word after a silence of so many; nil where they do not.
    static func wait(after silence: Int64) -> Double? {
        switch silence {
        case 0...longSilence: nil
        case longSilence...HostReturn.agentSeconds: patience
        default: .infinity
        }
    }

    func isAwaited(at now: Double) -> Bool { awaitedUntil.map { now < $0 } ?? false }

    /// The controller asked something.
    mutating func note(_ now: Double) {
        guard now >= nextNote else { return }
        nextNote = now + Self.pause
        do throws(AgentError) {
            try state.replace(Self.name, with: Array("\(MachineClock.wall())".utf8))
        } catch {
            AgentLog.write("\(error)")
        }
    }

    /// The controller said what it wants: nothing waits any more.
    mutating func end() { awaitedUntil = nil }
}
