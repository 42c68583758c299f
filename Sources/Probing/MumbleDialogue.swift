import Wire

/// ``MumblePing`` as a dialogue: one question, one answer.
struct MumbleDialogue: ProbeDialogue {
    let nonce: UInt64

    var opening: [UInt8] { MumblePing.request(nonce: nonce) }

    func take(_ bytes: [UInt8]) -> ProbeStep {
        guard let answer = MumblePing.answer(bytes, nonce: nonce) else { return .wait }
        return .done(ProbeAnswer(players: answer.players, slots: answer.slots))
    }
}
