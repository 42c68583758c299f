import Testing
import Wire

extension TestAgent {
    /// Takes over the files of a server that is stopped on both agents, part by part, as a controller has them carried.
    func receive(_ number: Int, generation: Int64, from other: TestAgent, at otherGeneration: Int64) throws {
        let name = "srv-\(number)"
        var arrival = try arrived(ask(.arrival(ArrivalQuery(server: name, generation: generation))))
        while !arrival.complete {
            let query = PackQuery(
                server: name,
                generation: otherGeneration,
                cursor: arrival.cursor,
                chain: arrival.chain,
                form: arrival.form
            )
            let response = try other.ask(.pack(query))
            guard case .packed(let part) = response else { throw Unexpected(response: response) }
            let order = UnpackOrder(server: name, generation: generation, previous: arrival.chain, part: part)
            arrival = try arrived(ask(.unpack(order)))
        }
    }

    private func arrived(_ response: Response) throws -> Arrival {
        guard case .arrival(let arrival) = response else { throw Unexpected(response: response) }
        return arrival
    }
}
