/// JSON as it grows. Objects are written member after member; those that came in another order are put in order when the
/// object is complete.
struct CanonicalText {
    enum Shape { case object, array }

    private struct Frame {
        let shape: Shape
        let start: Int
        let firstMember: Int
        var count = 0
    }

    /// A key, and where it begins in the buffer; its value follows, and then a comma or the end of the object.
    private struct Member {
        let key: String
        let start: Int
        var end = 0
    }

    private(set) var bytes: [UInt8] = []
    private var frames: [Frame] = []
    /// The members of the open objects, those of inner objects behind those of outer ones.
    private var members: [Member] = []
    /// What is in the object that is being put in order.
    private var unsorted: [UInt8] = []
    /// How many frames were open where the value that is now encoded began.
    private var base = 0

    init() { bytes.reserveCapacity(1024) }

    /// Returns what ``endValue(_:)`` needs.
    mutating func beginValue() -> Int {
        defer { base = frames.count }
        return base
    }

    mutating func endValue(_ outer: Int) {
        close(to: base)
        base = outer
    }

    /// A value that asks again for its container gets the one that it has.
    mutating func openValue(_ shape: Shape) -> Int {
        if frames.count > base, frames[base].shape == shape { return base }
        return open(shape)
    }

    mutating func open(_ shape: Shape) -> Int {
        bytes.append(shape == .array ? UInt8(ascii: "[") : UInt8(ascii: "{"))
        frames.append(Frame(shape: shape, start: bytes.count, firstMember: members.count))
        return frames.count - 1
    }

    /// The next value is that of `key` in the object at `depth`; what was open inside it is complete.
    mutating func begin(_ key: String, in depth: Int) {
        beginElement(in: depth)
        members.append(Member(key: key, start: bytes.count))
        write(text: key)
        bytes.append(UInt8(ascii: ":"))
    }

    /// The next value is the next element of the array at `depth`, or the next member of the object.
    mutating func beginElement(in depth: Int) {
        close(to: depth + 1)
        if frames[depth].count > 0 { bytes.append(UInt8(ascii: ",")) }
        frames[depth].count += 1
    }

    func count(of depth: Int) -> Int { frames[depth].count }

    private mutating func close(to depth: Int) {
        while frames.count > depth {
            let frame = frames.removeLast()
            if frame.shape == .object { sortMembers(of: frame) }
            bytes.append(frame.shape == .array ? UInt8(ascii: "]") : UInt8(ascii: "}"))
        }
    }

    /// Most objects have one member, and many come in order.
    private mutating func sortMembers(of frame: Frame) {
        let range = frame.firstMember..<members.count
        defer { members.removeSubrange(range) }
        guard range.dropFirst().contains(where: { members[$0].key < members[$0 - 1].key }) else { return }
        for index in range.dropLast() { members[index].end = members[index + 1].start - 1 }
        members[range.upperBound - 1].end = bytes.count
        // In place: sorting a slice of an array sorts a copy of it.
        members.withUnsafeMutableBufferPointer { $0[range].sort { $0.key < $1.key } }
        unsorted.removeAll(keepingCapacity: true)
        unsorted.append(contentsOf: bytes[frame.start...])
        bytes.removeSubrange(frame.start...)
        for index in range {
            if index > range.lowerBound { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: unsorted[members[index].start - frame.start..<members[index].end - frame.start])
        }
    }
}

extension CanonicalText {
    mutating func write(literal: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    mutating func write(number: some FixedWidthInteger) { bytes.append(contentsOf: String(number).utf8) }

    mutating func write(text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { utf8 in
            if utf8.contains(where: Self.isEscaped) {
                for byte in utf8 { if Self.isEscaped(byte) { writeEscaped(byte) } else { bytes.append(byte) } }
            } else {
                bytes.append(contentsOf: utf8)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func writeEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): write(literal: "\\\"")
        case UInt8(ascii: "\\"): write(literal: "\\\\")
        case 0x08: write(literal: "\\b")
        case 0x09: write(literal: "\\t")
        case 0x0A: write(literal: "\\n")
        case 0x0C: write(literal: "\\f")
        case 0x0D: write(literal: "\\r")
        default:
            write(literal: "\\u00")
            bytes.append(byte < 0x10 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
            bytes.append(Array("0123456789abcdef".utf8)[Int(byte & 15)])
        }
    }
}
