/// What a server said of itself. Some protocols tell less: nil is what they leave out.
struct ProbeAnswer: Equatable {
    var name: String?
    var players: Int?
    var slots: Int?
}
