import Foundation
import Glibc
import Testing
import Wire

@testable import HostAgent

/// A server's files on their way from one real agent to another, and what must not be taken for them.
@Suite(.timeLimit(.minutes(5)))
struct CarryTests {
    private let sender: TestAgent
    private let receiver: TestAgent
    private static let name = "srv-1"

    init() throws {
        (sender, receiver) = (try TestAgent(), try TestAgent())
        try sender.start()
        try receiver.start()
        try sender.apply(.stopped(1, 1))
        try receiver.apply(.stopped(1, 2))
    }

    @Test func `files arrive as they were, though each part comes twice and the agent dies between them`() throws {
        try fill()
        var (arrival, parts) = (try arrival(), 0)
        while !arrival.complete {
            let part = try pack(from: arrival)
            let order = UnpackOrder(server: Self.name, generation: 2, previous: arrival.chain, part: part)
            let taken = try unpack(order)
            #expect(try unpack(order) == taken, "a part that came already changes nothing")
            #expect(taken.complete == receiver.scratch.exists("servers/\(Self.name)"), "half of it is not in its place")
            if parts % 2 == 0 {
                receiver.killDaemon()
                try receiver.start()
            }
            #expect(try self.arrival() == taken)
            (arrival, parts) = (taken, parts + 1)
        }
        #expect(parts > 4 && arrival.files == 5 && arrival.bytes == 3 << 20 + 3)
        #expect(try tree(receiver) == tree(sender))
        #expect(
            try tree(receiver)["kept by/the client/éàü.dat"]
                == "600 1699999996.123456789 ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
        )
        #expect(try tree(receiver)["kept by/near"] == "link ../empty")
        // What means nothing on another host stays behind.
        #expect(
            !receiver.scratch.exists("servers/\(Self.name)/link")
                && !receiver.scratch.exists("servers/\(Self.name)/pipe")
        )
    }

    @Test func `an agent that does not say that it knows of times and links is sent neither`() throws {
        try fill()
        var (cursor, chain, pieces): (PackCursor?, String, [PackedPiece]) = (nil, "", [])
        repeat {
            let query = PackQuery(server: Self.name, generation: 1, cursor: cursor, chain: chain)
            let response = try sender.ask(.pack(query))
            guard case .packed(let part) = response else { throw Unexpected(response: response) }
            (cursor, chain, pieces) = (part.next, part.chain, pieces + part.pieces)
        } while cursor != nil
        #expect(pieces.count > 6 && pieces.allSatisfy { $0.modified == nil && $0.link == nil })
    }

    @Test(arguments: [
        ("a", "x", true), ("x/y", "x", true), ("../a", "x/y", true), ("../../a", "x/y/z", true),
        ("..", "x/y", true), ("", "x", false), ("/etc/passwd", "x", false), ("../a", "x", false),
        ("../../a", "x/y", false), ("a/../../b", "x/y", false), ("./a", "x", false), ("a//b", "x", false),
        ("a/", "x", false),
    ])
    func `a link is carried only where it stays below its server's directory`(target: String, path: String, stays: Bool)
        throws
    {
        #expect(CarriedLink.stays(target, at: path) == stays)
        guard !stays else { return }
        let before = try arrival()
        let pieces = [
            PackedPiece(path: "x", mode: 0o755, offset: nil, content: []), PackedPiece(path: path + "l", link: target),
        ]
        #expect(CarriedLink.stays(target, at: path + "l") == stays)
        #expect(try refusal(of: part(pieces, after: before.chain), after: before.chain).contains("cannot be taken"))
        #expect(try arrival() == before)
    }

    @Test(arguments: [0, 1, 999_999_999, -1, -1_500_000_000, .max, .min] as [Int64])
    func `a time is the same again`(nanoseconds: Int64) {
        let time = timespec(nanoseconds: nanoseconds)
        #expect((0..<1_000_000_000).contains(time.tv_nsec))
        if nanoseconds.magnitude < 1 << 62 { #expect(time.nanoseconds == nanoseconds) }
        #expect(timespec(tv_sec: .max, tv_nsec: 999_999_999).nanoseconds > 0)
    }

    @Test(arguments: [
        "../x", "/x", "a/../../x", "", "a//x", "./x", "..", ServerFolder.marker, "none/x",
    ])
    func `an entry that leads elsewhere is refused, and nothing of its part is in its place`(path: String) throws {
        let before = try arrival()
        let pieces = [PackedPiece(path: path, mode: 0o644, offset: 0, content: Array("x".utf8))]
        let refusal = try refusal(of: part(pieces, after: before.chain), after: before.chain)
        #expect(refusal.contains("cannot be taken") || refusal.contains("before its directory"), "\(refusal)")
        #expect(try arrival() == before)
        #expect(!receiver.scratch.exists("x") && !receiver.scratch.exists("servers/x"))
        #expect(!receiver.scratch.exists("servers/\(Self.name)"))
    }

    @Test func `a part that is damaged, out of turn or of another generation changes nothing`() throws {
        let before = try arrival()
        let good = PackedPiece(path: "a", mode: 0o600, offset: 0, content: [1, 2, 3])
        let damaged = PackedPart(pieces: [good], next: nil, chain: String(repeating: "0", count: 64))
        #expect(try refusal(of: damaged, after: before.chain).contains("damaged on its way"))
        let bad = [PackedPiece(path: "a", mode: 0o600, offset: 0, bytes: "no base64")]
        #expect(try refusal(of: part(bad, after: before.chain), after: before.chain).contains("cannot be taken"))
        let other = UnpackOrder(server: Self.name, generation: 2, previous: "x", part: part([good], after: "x"))
        #expect(try unpack(other) == before)
        let late = UnpackOrder(server: Self.name, generation: 1, previous: "", part: part([good], after: ""))
        #expect(try refusal(.unpack(late), of: receiver).contains("only while it is stopped at 1"))
        let unknown = ArrivalQuery(server: "../srv-1", generation: 2)
        #expect(try refusal(.arrival(unknown), of: receiver).contains("is not known on this host"))
        #expect(try arrival() == before)

        try sender.apply(.absent(1, 2))
        let query = PackQuery(server: Self.name, generation: 1, cursor: nil, chain: "")
        #expect(try refusal(.pack(query), of: sender).contains("only while it is stopped at 1"))
    }

    @Test func `what had arrived is erased with the server`() async throws {
        let before = try arrival()
        let piece = PackedPiece(path: "a", mode: 0o600, offset: 0, content: [1, 2, 3])
        let next = PackCursor(path: "b", offset: 0)
        let half = PackedPart(pieces: [piece], next: next, chain: PackedPart.chain([piece], after: before.chain))
        _ = try unpack(UnpackOrder(server: Self.name, generation: 2, previous: before.chain, part: half))
        #expect(try receiver.scratch.folder("servers").names().count == 1)
        try receiver.apply(.absent(1, 3))
        try await receiver.wait(1) { $0.state == .absent }
        #expect(try receiver.scratch.folder("servers").names().isEmpty)
    }

    @Test func `SHA-256 is that of sha256sum, whatever the lengths`() throws {
        let scratch = Scratch()
        for length in Array(0...130) + [1000, 1 << 20] {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ length) }
            let folder = try scratch.folder()
            try folder.replace("sample", with: bytes)
            var whole = SHA256()
            whole.add(bytes)
            var pieces = SHA256()
            for start in stride(from: 0, to: length, by: 7) { pieces.add(Array(bytes[start..<min(start + 7, length)])) }
            let expected = try Self.sum(of: "\(scratch.path)/sample")
            #expect(whole.finish() == expected && pieces.finish() == expected, "\(length)")
        }
    }

    /// Three megabytes in one file, an empty one, a program, names that are no ASCII, and what is no file.
    private func fill() throws {
        let servers = try sender.scratch.folder("servers")
        let name = try #require(ServerName(Self.name))
        let folder = try ServerFolder.make(name, in: servers, user: nil)
        let big = (0..<(3 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 8) }
        try folder.replace("big", with: big)
        try folder.replace("empty", with: [])
        try folder.replace("run.sh", with: [1], FileRights(mode: 0o750))
        let inner = try folder.makeFolder("kept by").makeFolder("the client")
        try inner.replace("éàü.dat", with: Array("a".utf8))
        try folder.replace("zz", with: [9])
        symlink("/etc/passwd", folder.path + "/link")
        symlink("../empty", folder.path + "/kept by/near")
        // The first by name is the newest.
        for (index, file) in ["big", "empty", "run.sh", "zz", "kept by/the client/éàü.dat"].enumerated() {
            let time = timespec(tv_sec: 1_700_000_000 - index, tv_nsec: 123_456_789)
            #expect(utimensat(AT_FDCWD, "\(folder.path)/\(file)", [time, time], 0) == 0)
        }
        mkfifo(folder.path + "/pipe", 0o600)
    }

    /// Mode, time and checksum of every file, mode of every directory, where every link leads that is carried.
    private func tree(_ agent: TestAgent) throws -> [String: String] {
        let root = "\(agent.path)/servers/\(Self.name)"
        var found: [String: String] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: root) {
            var facts = stat()
            #expect(lstat("\(root)/\(path)", &facts) == 0)
            let mode = String(facts.st_mode & 0o777, radix: 8)
            switch facts.st_mode & S_IFMT {
            case S_IFDIR: found[path] = mode
            case S_IFREG:
                let time = "\(facts.st_mtim.tv_sec).\(facts.st_mtim.tv_nsec)"
                found[path] = "\(mode) \(path.hasPrefix(".lessor-") ? "" : time) \(try Self.sum(of: "\(root)/\(path)"))"
            case S_IFLNK where path != "link":
                found[path] = "link \(try FileManager.default.destinationOfSymbolicLink(atPath: "\(root)/\(path)"))"
            default: continue
            }
        }
        return found
    }

    private static func sum(of path: String) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/sha256sum")
        process.arguments = [path]
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return String(text.drop { $0 == "\\" }.prefix(64))
    }

    private func part(_ pieces: [PackedPiece], after chain: String) -> PackedPart {
        PackedPart(pieces: pieces, next: nil, chain: PackedPart.chain(pieces, after: chain))
    }

    private func pack(from arrival: Arrival) throws -> PackedPart {
        let query = PackQuery(
            server: Self.name,
            generation: 1,
            cursor: arrival.cursor,
            chain: arrival.chain,
            form: arrival.form
        )
        let response = try sender.ask(.pack(query))
        guard case .packed(let part) = response else { throw Unexpected(response: response) }
        return part
    }

    private func arrival() throws -> Arrival {
        let response = try receiver.ask(.arrival(ArrivalQuery(server: Self.name, generation: 2)))
        guard case .arrival(let arrival) = response else { throw Unexpected(response: response) }
        return arrival
    }

    private func unpack(_ order: UnpackOrder) throws -> Arrival {
        let response = try receiver.ask(.unpack(order))
        guard case .arrival(let arrival) = response else { throw Unexpected(response: response) }
        return arrival
    }

    private func refusal(of part: PackedPart, after chain: String) throws -> String {
        try refusal(.unpack(UnpackOrder(server: Self.name, generation: 2, previous: chain, part: part)), of: receiver)
    }

    private func refusal(_ request: Request, of agent: TestAgent) throws -> String {
        let response = try agent.ask(request)
        guard case .refused(let refusal) = response else { throw Unexpected(response: response) }
        return refusal.message
    }
}
