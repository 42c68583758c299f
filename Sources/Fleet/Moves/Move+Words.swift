extension Move {
    /// Why its server cannot be moved otherwise now, and what a person can do.
    package var underWay: String {
        let abort = "`lessor server relocate \(server) --abort`"
        if phase == .failed { return "a move of it failed; take note of that with \(abort)" }
        if isEvacuation {
            return "\(source) was given up, and it is on its way since; wait until it runs, "
                + "`lessor server moves` shows how far it is"
        }
        switch phase {
        case .returning, .ending: return "it goes back to \(source); wait until it runs there"
        default:
            let goal = target ?? "another host"
            return
                "a move of it to \(goal) is under way (\(phase.rawValue)); wait for its end, or call it off with \(abort)"
        }
    }
}
