/// One object: what is behind the two references stands side by side.
extension Subscription: Codable {
    package init(from decoder: any Decoder) throws {
        body = Shared(try Body(from: decoder))
        rare = Shared(try Rarities(from: decoder))
    }

    package func encode(to encoder: any Encoder) throws {
        try body.value.encode(to: encoder)
        try rare.value.encode(to: encoder)
    }
}
