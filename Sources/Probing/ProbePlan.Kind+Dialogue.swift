package import Wire

extension ProbePlan.Kind {
    /// A new dialogue; `nonce` marks its answers where the protocol has room for that.
    func dialogue(nonce: UInt64, script: ProbeScript = ProbeScript()) -> any ProbeDialogue {
        switch self {
        case .mumble: MumbleDialogue(nonce: nonce)
        case .teeworlds: TeeworldsDialogue(nonce: nonce)
        case .quake3: QuakeDialogue(nonce: nonce)
        case .cube2: CubeDialogue(nonce: nonce)
        case .armagetron: ArmagetronDialogue()
        case .bzflag: BZFlagDialogue()
        case .minetest: MinetestDialogue()
        case .openttd: OpenTTDDialogue()
        case .freeciv: FreecivDialogue()
        case .source: SourceDialogue()
        case .minecraft: MinecraftDialogue()
        case .teamspeak3: TeamSpeakDialogue(script)
        }
    }

    /// Seconds between two questions at least: what asks more often is banned, or not answered, by some.
    package var leastPause: Double {
        switch self {
        case .mumble, .teeworlds, .cube2, .openttd: 0.1
        // Each of these makes a newcomer on the server.
        case .bzflag, .minetest, .freeciv: 0.5
        // 20 questions in 2.5 s are a flood to Armagetron; an ioquake3 server answers one address once a second.
        case .armagetron, .quake3, .source, .minecraft: 1
        // Ten commands in 3 s are a flood to ServerQuery.
        case .teamspeak3: 3
        }
    }
}
