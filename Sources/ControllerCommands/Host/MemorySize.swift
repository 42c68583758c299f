import ArgumentParser
import Fleet

/// `16G`, `900M`.
struct MemorySize {
    let memory: Memory

    init?(argument: String) {
        let units: [Character: Int] = ["M": 1, "G": 1024]
        guard let unit = argument.last.flatMap({ units[$0] }), let count = Int(argument.dropLast()),
            (1...1_048_576).contains(count)
        else { return nil }
        memory = Memory(mebibytes: count * unit)
    }
}

extension MemorySize {
    static func parse(_ argument: String) throws -> MemorySize {
        guard let size = MemorySize(argument: argument) else {
            throw ValidationError("write a whole number with M or G, as in 900M or 16G.")
        }
        return size
    }
}

/// `16G`, or `none` for no limit.
struct MemoryLimit {
    let memory: Memory?

    init?(argument: String) {
        if argument == "none" {
            memory = nil
        } else {
            guard let size = MemorySize(argument: argument) else { return nil }
            memory = size.memory
        }
    }
}

extension MemoryLimit {
    static func parse(_ argument: String) throws -> MemoryLimit {
        guard let limit = MemoryLimit(argument: argument) else {
            throw ValidationError("write a whole number with M or G, as in 900M or 16G, or none for no limit.")
        }
        return limit
    }
}

/// `ssd,zone=paris`; nothing for none.
struct HostLabels {
    let labels: Set<HostLabel>

    init?(argument: String) {
        let words = argument.split(separator: ",")
        let parsed = words.compactMap { HostLabel(String($0)) }
        guard parsed.count == words.count else { return nil }
        labels = Set(parsed)
    }
}

extension HostLabels {
    static func parse(_ argument: String) throws -> HostLabels {
        guard let labels = HostLabels(argument: argument) else {
            throw ValidationError(
                "write names, or names with a value, by commas, of letters, digits, dots, hyphens and underscores, as in ssd,zone=paris."
            )
        }
        return labels
    }
}
