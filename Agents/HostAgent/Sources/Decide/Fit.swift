/// How a living process stands to the program that is wanted now. Times are of the monotonic clock.
enum Fit: Equatable {
    case right
    /// It has other slots, and takes the right ones while it runs.
    case resizable
    /// It was told its slots, and has until then to show them.
    case resizing(until: Double)
    /// Only a new start gives it fewer slots; that waits until nobody plays, or until then.
    case occupied(until: Double)
    /// Only a new start makes it right.
    case outdated

    /// A start that takes slots away waits so long for those who play.
    static let patience = 86_400.0
    /// A process that was told its slots has so long to show them.
    static let resizeSeconds = 15.0
}

/// What ``Fit`` depends on.
struct Likeness: Equatable {
    /// It was started as wanted, or has become it.
    var same: Bool
    /// Nothing but the slots is other.
    var butForSlots: Bool
    /// It answers with more slots than it was given, and did not do so by itself.
    var hasMore: Bool
    /// It takes slots while it runs.
    var isLive: Bool
    /// It has more slots than are wanted.
    var shrinks: Bool
    /// Somebody plays, or may.
    var isPlayed: Bool
    /// Until when it must show what it was told; nil when it was not told.
    var toldUntil: Double?
    /// When the program was wanted first.
    var wantedAt: Double

    func fit(at now: Double) -> Fit {
        if same, !hasMore { return .right }
        guard same || butForSlots else { return .outdated }
        if isLive, toldUntil == nil { return .resizable }
        if let toldUntil, now < toldUntil { return .resizing(until: toldUntil) }
        let limit = wantedAt + Fit.patience
        // Whoever has raised his own slots is not waited for.
        return !same && shrinks && isPlayed && now < limit ? .occupied(until: limit) : .outdated
    }
}
