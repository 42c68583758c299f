/// What became of one probe.
package enum ProbeResult: Equatable, Sendable {
    case answer(players: Int?, slots: Int?)
    case silence
}
