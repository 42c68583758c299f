/// How many play on one server, added up over stretches of time in which it answers, so that a busy server does not fill the
/// journal: one record in ``longest`` seconds at most, less often where nobody comes or goes. Times are of the agent's clock.
struct PlayerTally: Equatable {
    /// A stretch in which somebody came or went ends after so many seconds, with the next answer.
    static let longest: Int64 = 900
    /// One in which nobody did.
    static let longestQuiet: Int64 = 3600

    fileprivate struct Stretch: Equatable {
        let start: Int64
        var until: Int64
        var players: Int
        var playerSeconds: Int64 = 0
        var peak: Int
        var isQuiet = true
    }

    private var open: Stretch?

    /// Takes the players of an answer; returns the stretch that it completes.
    mutating func take(_ players: Int, at now: Int64) -> PlayerSpan? {
        guard var stretch = open, now >= stretch.until else {
            // The first one, or the clock went back: nothing is known of the time between.
            let done = end(at: now)
            open = Stretch(start: now, until: now, players: players, peak: players)
            return done
        }
        stretch.reach(now)
        let limit = stretch.isQuiet && stretch.players == players ? Self.longestQuiet : Self.longest
        guard now - stretch.start < limit else {
            open = Stretch(start: now, until: now, players: players, peak: players)
            return PlayerSpan(stretch)
        }
        if stretch.players != players { stretch.isQuiet = false }
        stretch.players = players
        stretch.peak = max(stretch.peak, players)
        open = stretch
        return nil
    }

    /// It answers no more since `instant`; returns what is known up to then.
    mutating func end(at instant: Int64) -> PlayerSpan? {
        guard var stretch = open else { return nil }
        open = nil
        if instant > stretch.until { stretch.reach(instant) }
        return PlayerSpan(stretch)
    }
}

/// A stretch before it has its sequence number.
struct PlayerSpan: Equatable {
    let start: Int64
    let until: Int64
    let playerSeconds: Int64
    let peak: Int
}

extension PlayerTally.Stretch {
    fileprivate mutating func reach(_ now: Int64) {
        playerSeconds += Int64(players) * (now - until)
        until = now
    }
}

extension PlayerSpan {
    fileprivate init?(_ stretch: PlayerTally.Stretch) {
        guard stretch.until > stretch.start else { return nil }
        self.init(
            start: stretch.start,
            until: stretch.until,
            playerSeconds: stretch.playerSeconds,
            peak: stretch.peak
        )
    }
}
