import Contract
import Wire

/// Joins the outages of one demanded span into interruptions, one segment after the other.
struct OutageRun {
    private struct Open {
        let start: Instant
        var confirmedThrough: Instant
        /// Unknown time followed: nothing can extend it any more.
        var sealed = false
    }

    private let tolerance: Int64
    private var open: Open?
    private var closed: [Interruption] = []
    /// Seconds up without a break, before the present segment.
    private var recovered: Int64 = 0

    init(tolerance: Int64) {
        self.tolerance = tolerance
    }

    /// Takes the next segment; segments touch and never overlap.
    mutating func take(_ segment: Interval) {
        switch segment.kind {
        case .down, .stopped: goDown(segment)
        case .up: recover(segment.seconds)
        case .unknown:
            recovered = 0
            open?.sealed = true
        }
    }

    /// Every interruption of the span; the last one is over if the server was not demanded after it.
    mutating func finish(noLongerDemanded: Bool) -> [Interruption] {
        close(ended: noLongerDemanded)
        return closed
    }

    private mutating func goDown(_ segment: Interval) {
        recovered = 0
        if open?.sealed == true { close(ended: true) }
        if open == nil { open = Open(start: segment.start, confirmedThrough: segment.end) }
        open?.confirmedThrough = segment.end
    }

    private mutating func recover(_ seconds: Int64) {
        recovered += seconds
        if recovered >= tolerance { close(ended: true) }
    }

    private mutating func close(ended: Bool) {
        guard let done = open else { return }
        closed.append(
            Interruption(start: done.start, confirmedThrough: done.confirmedThrough, ended: ended, cause: .technical)
        )
        open = nil
    }
}
