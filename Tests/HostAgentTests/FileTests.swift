import Glibc
import Testing
import Wire

@testable import HostAgent

struct FileTests {
    @Test func `replacing is whole, private, and refuses to follow a link`() throws {
        let scratch = Scratch()
        let folder = try scratch.folder()
        try folder.replace("a", with: [1, 2, 3])
        #expect(try folder.read("a") == [1, 2, 3])
        #expect(try #require(folder.facts("a")).st_mode & 0o777 == 0o600)
        symlink("/etc/passwd", "\(scratch.path)/link")
        #expect(throws: AgentError.self) { try folder.read("link") }
        try folder.replace("link", with: [4])
        #expect(try folder.read("link") == [4])
        #expect(try folder.names().sorted() == ["a", "link"])
        symlink("/etc", "\(scratch.path)/etc")
        #expect(throws: AgentError.self) { try folder.folder("etc") }
        #expect(throws: AgentError.self) { try folder.makeFolder("etc") }
        mkfifo("\(scratch.path)/fifo", 0o600)
        #expect(throws: AgentError.self) { try folder.read("fifo") }
        #expect(try folder.read("none") == nil)
    }

    @Test func `a failed replacement leaves the old file and nothing else`() throws {
        let scratch = Scratch()
        let folder = try scratch.folder()
        mkdir("\(scratch.path)/taken", 0o700)
        #expect(throws: AgentError.self) { try folder.replace("taken", with: [1]) }
        #expect(try folder.names() == ["taken"])
    }

    @Test func `an erasure goes on where it was interrupted and counts what it removed`() throws {
        let scratch = Scratch()
        let servers = try scratch.folder()
        let name = try #require(ServerName("srv-1"))
        let folder = try ServerFolder.make(name, in: servers, user: nil)
        let count = Eraser.round + 10
        let deep = try folder.makeFolder("deep")
        for number in 0..<count { scratch.write("12345", to: "srv-1/deep/\(number)") }
        fchmod(deep.descriptor, 0)
        let eraser = Eraser(servers: servers, name: name)
        var amount = Eraser.Amount()
        #expect(try !eraser.erase(generation: 3, into: &amount))
        #expect(try servers.names() == [".erased-srv-1-3.begun"])
        #expect(try eraser.erase(generation: 3, into: &amount))
        // The marker counts too.
        #expect(amount.files == count + 1 && amount.bytes == Int64(count * 5 + 6))
        #expect(try servers.names().isEmpty)
        #expect(try eraser.erase(generation: 3, into: &amount))
    }

    @Test func `another server's remainder is not touched`() throws {
        let scratch = Scratch()
        let servers = try scratch.folder()
        mkdir("\(scratch.path)/.erased-srv-11-1", 0o700)
        var amount = Eraser.Amount()
        #expect(try Eraser(servers: servers, name: #require(ServerName("srv-1"))).erase(generation: 1, into: &amount))
        #expect(try servers.names() == [".erased-srv-11-1"])
    }

    @Test func `files of a program go where they belong and through no link`() throws {
        let scratch = Scratch()
        let outside = Scratch()
        let folder = try ServerFolder.make(#require(ServerName("srv-1")), in: scratch.folder(), user: nil)
        let file = RenderedFile(path: "etc/deep/x.cfg", mode: 0o640, text: "")
        try ServerFolder.write(file, text: "hello", in: folder, user: nil)
        #expect(scratch.read("srv-1/etc/deep/x.cfg") == "hello")
        symlink(outside.path, "\(scratch.path)/srv-1/way")
        let led = RenderedFile(path: "way/x.cfg", mode: 0o600, text: "")
        #expect(throws: AgentError.self) { try ServerFolder.write(led, text: "x", in: folder, user: nil) }
        #expect(try outside.folder().names().isEmpty)
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (1_265_068_800, "2010-02-02T00:00:00Z"), (951_827_696, "2000-02-29T12:34:56Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
        ] as [(Int64, String)]
    )
    func `times as text`(seconds: Int64, text: String) { #expect(UTCText.iso8601(seconds) == text) }

    @Test func `CRC-32 has its published check value`() { #expect(CRC32.text(Array("123456789".utf8)) == "cbf43926") }

    @Test func `a process's fields are read in spite of its name`() {
        let entry = ProcessTable.parse("42 (a) b) S 1 42 43 0 -1 4 0 0 0 0 0 0 0 0 20 0 1 0 987654 0 0")
        #expect(entry == ProcessTable.Entry(name: "a) b", dead: false, parent: 1, session: 43, startTime: 987_654))
        #expect(ProcessTable.parse("42 (x) Z 1 42 43 0 -1 4 0 0 0 0 0 0 0 0 20 0 1 0 1 0")?.dead == true)
        // Its first thread has ended, two others have not.
        #expect(ProcessTable.parse("42 (x) Z 1 42 43 0 -1 4 0 0 0 0 0 0 0 0 20 0 3 0 1 0")?.dead == false)
        #expect(ProcessTable.parse("") == nil)
    }

    @Test func `frames are cut at line ends and never longer than allowed`() {
        var reader = FrameReader(limit: 5)
        reader.take(Array("ab\ncd".utf8))
        #expect(reader.next() == .frame(Array("ab".utf8)))
        #expect(reader.next() == .partial)
        reader.take(Array("e\n".utf8))
        #expect(reader.next() == .frame(Array("cde".utf8)))
        reader.take(Array("12345\n123456".utf8))
        #expect(reader.next() == .frame(Array("12345".utf8)))
        #expect(reader.next() == .tooLong)
        var whole = FrameReader(limit: 5)
        whole.take(Array("123456\n".utf8))
        #expect(whole.next() == .tooLong)
    }
}
