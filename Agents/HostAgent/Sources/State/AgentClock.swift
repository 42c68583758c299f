import Wire

/// The time that stands in records: the machine's, or on a lab host the controller's, which only frames move.
struct AgentClock {
    private struct Saved: Codable { let labTime: Int64 }
    private static let name = "clock.json"

    let lab: Bool
    private var labTime: Int64
    /// False on a lab host until the first frame after the agent's start: days may have passed that nobody told it of.
    private(set) var known: Bool
    private let state: Folder
    private var steady = SteadyClock(wall: MachineClock.wall(), monotonic: MachineClock.monotonic())

    init(lab: Bool, state: Folder) throws(AgentError) {
        self.lab = lab
        self.state = state
        known = !lab
        let saved = lab ? try state.read(Self.name, limit: 4096) : nil
        labTime = saved.flatMap { JSONText.decode(Saved.self, from: $0) }?.labTime ?? 0
    }

    /// Epoch seconds.
    var now: Int64 { lab ? labTime : steady.label(at: MachineClock.monotonic()) }

    /// Follows the machine's clock; returns what it skipped.
    mutating func keepPace() -> SteadyClock.Gap? {
        guard !lab else { return nil }
        let before = steady.ahead
        let gap = steady.keepPace(wall: MachineClock.wall(), monotonic: MachineClock.monotonic())
        if steady.ahead > before + SteadyClock.tolerance {
            AgentLog.write(
                "the machine's clock was set back by \(steady.ahead - before) s: records go on as if it had not been, until it "
                    + "catches up or this agent is started again"
            )
        }
        return gap
    }

    /// Follows the time of a frame, keeping it before it is used; true when the clock moved or became known.
    mutating func follow(_ time: Int64?) throws(AgentRefusal) -> Bool {
        guard lab else {
            guard time == nil else {
                throw AgentRefusal(.clock, "This host keeps real time; it does not follow a lab clock.")
            }
            return false
        }
        guard let time else {
            throw AgentRefusal(
                .clock,
                "This host follows a lab clock, but the request has no lab time; use the lab's controller."
            )
        }
        guard time >= labTime else {
            throw AgentRefusal(
                .clock,
                "The lab time \(UTCText.iso8601(time)) is before \(UTCText.iso8601(labTime)), which this host has seen; "
                    + "a lab clock only moves forward."
            )
        }
        guard time > labTime || !known else { return false }
        do throws(AgentError) {
            if time > labTime { try state.replace(Self.name, with: try JSONText.encode(Saved(labTime: time))) }
        } catch {
            throw AgentRefusal(.failed, error.description)
        }
        labTime = time
        known = true
        return true
    }
}
