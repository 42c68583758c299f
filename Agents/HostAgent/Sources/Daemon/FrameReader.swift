/// Cuts a stream of bytes into frames: one line of JSON each, none longer than a limit.
struct FrameReader {
    private var buffer: [UInt8] = []
    private var searched = 0
    private let limit: Int

    /// What stands at the front of the stream.
    enum Item: Equatable {
        case frame([UInt8])
        /// More bytes than any frame may have, and still no end.
        case tooLong
        /// No whole frame yet.
        case partial
    }

    init(limit: Int) {
        self.limit = limit
    }

    mutating func take(_ bytes: [UInt8]) { buffer += bytes }

    mutating func next() -> Item {
        guard let end = buffer[searched...].firstIndex(of: 10) else {
            searched = buffer.count
            return buffer.count > limit ? .tooLong : .partial
        }
        guard end <= limit else { return .tooLong }
        let frame = Array(buffer[..<end])
        buffer.removeFirst(end + 1)
        searched = 0
        return .frame(frame)
    }
}
