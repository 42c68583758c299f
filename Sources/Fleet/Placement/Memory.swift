/// An amount of a machine's memory.
package struct Memory: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    package let kibibytes: Int64

    package init(kibibytes: Int64) {
        self.kibibytes = kibibytes
    }

    package init(mebibytes: Int) {
        self.init(kibibytes: Int64(mebibytes) << 10)
    }

    package init(from decoder: any Decoder) throws {
        kibibytes = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(kibibytes)
    }

    package static let zero = Memory(kibibytes: 0)

    package static func < (left: Memory, right: Memory) -> Bool { left.kibibytes < right.kibibytes }
    package static func + (left: Memory, right: Memory) -> Memory {
        Memory(kibibytes: left.kibibytes + right.kibibytes)
    }
    package static func - (left: Memory, right: Memory) -> Memory {
        Memory(kibibytes: left.kibibytes - right.kibibytes)
    }

    /// Whole ones: what is free is not said to be more than it is.
    package var mebibytes: Int64 { kibibytes >> 10 }
    /// Whole ones, for what is needed.
    package var mebibytesNeeded: Int64 { (kibibytes + 1023) >> 10 }

    /// What a machine that has this much gives to servers: an eighth stays for its system and the agent.
    package var forServers: Memory { Memory(kibibytes: kibibytes - kibibytes / 8) }

    package var description: String { "\(mebibytes) MiB" }
}

/// What a server takes of its host's memory, by its slots.
package struct MemoryNeed: Hashable, Codable, Sendable {
    package let base: Memory
    package let perSlot: Memory

    package init(base: Memory, perSlot: Memory = .zero) {
        self.base = base
        self.perSlot = perSlot
    }

    /// Of a product that says nothing of it.
    package static let unknown = MemoryNeed(base: .zero)

    package func total(slots: Int) -> Memory {
        Memory(kibibytes: base.kibibytes + perSlot.kibibytes * Int64(slots))
    }
}
