import Contract
import Fleet
import Store
import Wire

/// Carries one server's files from host to host, part by part. Both hosts compute the checksum of everything so far; one that was cut
/// off is gone on with where the other host has got to.
struct Carriage: Sendable {
    let workspace: Workspace
    let move: Move
    let from: HostLink
    let to: HostLink

    private static let pause: Duration = .milliseconds(500)

    func run() async throws {
        guard let server = try workspace.store.server(move.server), let target = move.target,
            let copy = try workspace.store.copies(of: move.server).first(where: { $0.host == target })
        else { return }
        let name = server.id.description
        var arrival = try await ask(to, .arrival(ArrivalQuery(server: name, generation: copy.generation)))
        var noted = ContinuousClock.now
        while !arrival.complete {
            try Task.checkCancellation()
            let query = PackQuery(
                server: name,
                generation: server.generation,
                cursor: arrival.cursor,
                chain: arrival.chain,
                form: arrival.form
            )
            let part = try await pack(query)
            let order = UnpackOrder(server: name, generation: copy.generation, previous: arrival.chain, part: part)
            arrival = try await ask(to, .unpack(order))
            if noted.duration(to: .now) > Self.pause {
                try workspace.store.noteProgress(server.id, bytes: arrival.bytes)
                noted = .now
            }
        }
        let carried = Carried(files: arrival.files, bytes: arrival.bytes, checksum: arrival.chain)
        try workspace.store.noteCarried(server.id, carried, to: target)
    }

    private func pack(_ query: PackQuery) async throws -> PackedPart {
        guard case .packed(let part) = try await from.ask(.pack(query), labTime: labTime()) else {
            throw HostLinkError.answer(host: from.host.name, "no part of a server's files")
        }
        return part
    }

    private func ask(_ link: HostLink, _ request: Request) async throws -> Arrival {
        guard case .arrival(let arrival) = try await link.ask(request, labTime: labTime()) else {
            throw HostLinkError.answer(host: link.host.name, "nothing about what arrived")
        }
        return arrival
    }

    private func labTime() throws -> Instant? { workspace.store.kind == .lab ? try workspace.time.now() : nil }
}
