import Glibc

/// All the memory that libssh2 takes for one session, so that all of it comes back with the session.
///
/// libssh2 1.10 forgets about 75 kB of packets with each upload that is abandoned in the middle.
final class SessionMemory {
    /// Stands before each piece, linking them in a ring; its size keeps the piece aligned for anything.
    private struct Link {
        var previous: UnsafeMutablePointer<Link>
        var next: UnsafeMutablePointer<Link>
    }

    typealias Context = UnsafeMutablePointer<UnsafeMutableRawPointer?>?

    /// The one link of the ring that has no piece.
    private let ring: UnsafeMutablePointer<Link>

    init() {
        ring = .allocate(capacity: 1)
        ring.initialize(to: Link(previous: ring, next: ring))
    }

    deinit {
        var link = ring.pointee.next
        while link != ring {
            let next = link.pointee.next
            free(link)
            link = next
        }
        ring.deallocate()
    }

    /// What libssh2 passes to the three functions below.
    var context: UnsafeMutableRawPointer { UnsafeMutableRawPointer(ring) }

    static let allocate: @convention(c) (Int, Context) -> UnsafeMutableRawPointer? = { count, context in
        guard let ring = context?.pointee?.assumingMemoryBound(to: Link.self) else { return nil }
        return insert(malloc(count + MemoryLayout<Link>.size), into: ring)
    }

    static let reallocate: @convention(c) (UnsafeMutableRawPointer?, Int, Context) -> UnsafeMutableRawPointer? = {
        piece,
        count,
        context in
        guard let ring = context?.pointee?.assumingMemoryBound(to: Link.self) else { return nil }
        guard let piece else { return insert(malloc(count + MemoryLayout<Link>.size), into: ring) }
        let old = remove(piece)
        // As realloc(3) promises, the old piece stays when there is no room for the new one.
        guard let new = realloc(old, count + MemoryLayout<Link>.size) else {
            _ = insert(UnsafeMutableRawPointer(old), into: ring)
            return nil
        }
        return insert(new, into: ring)
    }

    static let release: @convention(c) (UnsafeMutableRawPointer?, Context) -> Void = { piece, _ in
        if let piece { free(remove(piece)) }
    }

    private static func insert(
        _ memory: UnsafeMutableRawPointer?,
        into ring: UnsafeMutablePointer<Link>
    ) -> UnsafeMutableRawPointer? {
        guard let memory else { return nil }
        let link = memory.bindMemory(to: Link.self, capacity: 1)
        link.initialize(to: Link(previous: ring, next: ring.pointee.next))
        link.pointee.next.pointee.previous = link
        ring.pointee.next = link
        return memory + MemoryLayout<Link>.size
    }

    private static func remove(_ piece: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Link> {
        let link = (piece - MemoryLayout<Link>.size).assumingMemoryBound(to: Link.self)
        link.pointee.previous.pointee.next = link.pointee.next
        link.pointee.next.pointee.previous = link.pointee.previous
        return link
    }
}
