import Glibc

/// When the controller was heard last, kept over the agent's restarts.
///
/// A host that was away may hold servers that were given another host meanwhile. After a silence of ``longSilence`` they are not
/// started before the controller has spoken, or before ``patience`` is over: a controller that is away too must not keep them down.
struct ControllerWord {
    static let longSilence: Int64 = 60
    /// Longer than a controller leaves a silent host alone.
    static let patience = 90.0
    private static let name = "heard"
    private static let pause = 10.0

    private let state: Folder
    private var nextNote = 0.0
    /// Until when servers wait; nil when none does.
    private(set) var awaitedUntil: Double?

    init(state: Folder, now: Double) throws(AgentError) {
        self.state = state
        guard let text = try state.read(Self.name, limit: 64), let heard = Int64(String(decoding: text, as: UTF8.self))
        else { return }
        // A clock that went back tells nothing of how long it was.
        let silence = MachineClock.wall() - heard
        if !(0...Self.longSilence).contains(silence) { awaitedUntil = now + Self.patience }
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
