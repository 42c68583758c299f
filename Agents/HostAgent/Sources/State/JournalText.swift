import Wire

/// The text of the interval journal: lines of eight hexadecimal digits of CRC-32, a blank, and JSON. The first is the
/// head.
struct JournalText: Equatable {
    struct Head: Codable, Equatable {
        let version: Int
        let journal: String
        /// The sequence number that the next record gets at least; records that were acknowledged and dropped do not
        /// come again.
        let next: Int64
    }

    private(set) var head: Head?
    private(set) var records: [IntervalRecord] = []
    private(set) var players: [PlayerRecord] = []
    private(set) var lastSequence: Int64 = 0
    /// Bytes up to the end of the last good line.
    private(set) var goodLength = 0
    /// A bad line stands before a good one: the file was damaged, not just torn at its end.
    private(set) var damaged = false

    static func line(_ value: some Encodable) throws(AgentError) -> [UInt8] {
        let json = try JSONText.encode(value)
        return Array(CRC32.text(json).utf8) + [32] + json + [10]
    }

    init(parsing bytes: [UInt8]) {
        var start = 0
        var bad = false
        while let end = bytes[start...].firstIndex(of: 10) {
            let json = Self.checked(bytes[start..<end])
            if let json, take(json) {
                damaged = damaged || bad
                if !bad { goodLength = end + 1 }
            } else {
                bad = true
            }
            start = end + 1
        }
        damaged = damaged || (head == nil && !bytes.isEmpty)
    }

    private mutating func take(_ json: ArraySlice<UInt8>) -> Bool {
        if head == nil {
            guard let head = JSONText.decode(Head.self, from: json), head.version == 1 else { return false }
            self.head = head
            return true
        }
        if let record = JSONText.decode(IntervalRecord.self, from: json), record.sequence > lastSequence {
            records.append(record)
            lastSequence = record.sequence
            return true
        }
        guard let record = JSONText.decode(PlayerRecord.self, from: json), record.sequence > lastSequence else {
            return false
        }
        players.append(record)
        lastSequence = record.sequence
        return true
    }

    private static func checked(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard line.count > 9, line[line.startIndex + 8] == 32 else { return nil }
        let json = line.dropFirst(9)
        return Array(line.prefix(8)) == Array(CRC32.text(json).utf8) ? json : nil
    }
}
