import Wire

extension Supervisor {
    private static let pageBytes: Int64 = 256 << 10

    /// A stretch of a server's log. One that was begun anew, and is shorter than asked for, is told from its beginning.
    func log(_ query: LogQuery) throws(AgentError) -> LogPage {
        guard let name = ServerName(query.server), units[name] != nil,
            let folder = try root.servers.folder(name.description), let size = folder.size(LaunchSpec.logName)
        else { throw AgentError("\(AgentLog.printable(query.server)) has no log on this host yet.") }
        let asked = query.from ?? max(0, size - Self.pageBytes)
        let start = asked > size ? 0 : asked
        let bytes = try folder.read(LaunchSpec.logName, from: start, most: Int(Self.pageBytes))
        let end = start + Int64(bytes.count)
        let shown = query.from == nil ? Self.lastLines(bytes, query.lines) : bytes[...]
        return LogPage(text: String(decoding: shown, as: UTF8.self), next: end, more: end < size)
    }

    static func lastLines(_ bytes: [UInt8], _ lines: Int) -> ArraySlice<UInt8> {
        guard lines > 0 else { return [] }
        var left = lines
        for index in bytes.indices.dropLast().reversed() where bytes[index] == 10 {
            left -= 1
            if left == 0 { return bytes[(index + 1)...] }
        }
        return bytes[...]
    }
}
