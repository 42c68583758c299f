import ArgumentParser
import Fleet

/// `16G`, `900M`.
struct MemorySize: ExpressibleByArgument {
    let memory: Memory

    init?(argument: String) {
        let units: [Character: Int] = ["M": 1, "G": 1024]
        guard let unit = argument.last.flatMap({ units[$0] }), let count = Int(argument.dropLast()),
            (1...1_048_576).contains(count)
        else { return nil }
        memory = Memory(mebibytes: count * unit)
    }
}

/// `16G`, or `none` for no limit.
struct MemoryLimit: ExpressibleByArgument {
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

/// `ssd,zone=paris`; nothing for none.
struct HostLabels: ExpressibleByArgument {
    let labels: Set<HostLabel>

    init?(argument: String) {
        let words = argument.split(separator: ",")
        let parsed = words.compactMap { HostLabel(String($0)) }
        guard parsed.count == words.count else { return nil }
        labels = Set(parsed)
    }
}
