package import Wire

extension ProbePlan.Kind {
    /// A new dialogue; `nonce` marks its answers where the protocol has room for that.
    func dialogue(nonce: UInt64) -> any ProbeDialogue {
        switch self {
        case .mumble: MumbleDialogue(nonce: nonce)
        case .teeworlds: TeeworldsDialogue(nonce: nonce)
        case .quake3: QuakeDialogue(nonce: nonce)
        case .cube2: CubeDialogue(nonce: nonce)
        case .armagetron: ArmagetronDialogue()
        case .bzflag: BZFlagDialogue()
        case .minetest: MinetestDialogue()
        }
    }

    /// Seconds between two questions at least: what asks more often is banned, or not answered, by some.
    package var leastPause: Double {
        switch self {
        case .mumble, .teeworlds, .cube2: 0.1
        // Each of these makes a newcomer on the server.
        case .bzflag, .minetest: 0.5
        // 20 questions in 2.5 s are a flood to Armagetron; an ioquake3 server answers one address once a second.
        case .armagetron, .quake3: 1
        }
    }
}
