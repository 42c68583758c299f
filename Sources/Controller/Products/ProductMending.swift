import Fleet
import Wire
import Yams

/// Reads a product out of a YAML tree even where parts of it have no sense: each is noted with its line and replaced by one that
/// has, so that one run finds every fault.
struct ProductMending {
    let source: Node
    private(set) var notes: [(line: Int, reason: String)] = []
    private var mended: Node
    private var replaced: [[String]] = []

    /// So many are enough to show.
    private static let most = 200

    init(_ source: Node) {
        (self.source, mended) = (source, source)
    }

    /// Nil where nothing helps, which is noted too.
    mutating func product() -> Product? {
        guard let sound = try? Yams.compose(yaml: Self.sound) else { return nil }
        while notes.count < Self.most {
            do {
                let product = try YAMLDecoder().decode(Product.self, from: mended)
                noteUnknownKeys(beside: product)
                return product
            } catch let error as DecodingError {
                let place = YAMLFile.place(error).map { $0.intValue.map(String.init) ?? $0.stringValue }
                note(error, at: place)
                guard !place.isEmpty, !replaced.contains(place) else { return nil }
                replaced.append(place)
                mended = mended.with(sound.alike(place), at: place[...])
            } catch {
                notes.append((1, YAMLFile.oneLine("\(error)")))
                return nil
            }
        }
        return nil
    }

    /// Adds what is wrong with a product that could be read, but not what turns on something that was replaced.
    mutating func note(_ faults: [ProductFaults.Fault]) {
        for fault in faults where ![[fault.field], fault.beside].joined().contains(where: isReplaced) {
            notes.append((line(of: YAMLFile.keys(fault.field)), "\(fault.field) \(fault.problem)"))
        }
    }

    /// Whether this field, one around it or one in it does not come from the file.
    func isReplaced(_ field: String) -> Bool {
        let keys = YAMLFile.keys(field)
        return replaced.contains { $0.starts(with: keys) || keys.starts(with: $0) }
    }

    private func line(of keys: [String]) -> Int { YAMLFile.line(of: keys, in: source) ?? 1 }

    private mutating func note(_ error: DecodingError, at place: [String]) {
        let reason = YAMLFile.sentence(error, allowed: Self.words(at: place))
        notes.append((line(of: place), reason + (Self.reasons[place] ?? "")))
    }

    private mutating func noteUnknownKeys(beside product: Product) {
        let known = (try? YAMLEncoder().encode(product)).flatMap { try? Yams.compose(yaml: $0) }
        for (field, line) in YAMLFile.unknownKeys(in: source, beside: known) {
            notes.append((line ?? 1, "the field \(field) is not known; correct or remove it"))
        }
    }

    /// Why something must be there, where that is not plain.
    private static let reasons = [
        ["limits"]:
            ": say what one server may take of its host, as in limits: {memoryMiB: 256, memoryPerSlotKiB: 1024, "
            + "cpuPercent: 100, tasks: 64}; without it one could take all of it, and none would be set aside for it"
    ]

    /// The words that a field may hold; nil where they are not counted.
    private static func words(at place: [String]) -> [String]? {
        let last = place.last.map { Int($0) == nil ? $0 : "" } ?? ""
        return switch (place.first, last) {
        case ("ports", "transport"): PortBinding.Transport.allCases.map(\.rawValue)
        case ("addresses", _): AddressFamily.allCases.map(\.rawValue)
        case ("files", "format"): Product.FileTemplate.Format.allCases.map(\.rawValue)
        case ("probe", "kind"): ProbePlan.Kind.allCases.map(\.rawValue)
        case ("settings", "kind"): Product.Setting.Kind.allCases.map(\.rawValue)
        case ("resize", "by"): ResizePlan.Way.allCases.map(\.rawValue)
        default: nil
        }
    }

    /// A product of which every field has sense.
    private static let sound = """
        {id: sound, title: Sound, verified: false, licence: {title: t, read: r}, slots: {min: 1, max: 2},
         ports: [{name: game, transport: udp, offset: 0}], addresses: [ipv4],
         instance: {address: 127.0.0.1, port: 1, user: u, secretFile: /s}, program: [/bin/true], environment: {x: x},
         files: [{path: f, mode: "0600", template: f.mustache, format: ini}],
         resume: {folder: f, suffix: s, arguments: [a]}, resize: {by: console, say: [s], shows: s},
         prepare: [{arguments: [/bin/true], standardInput: s}],
         probe: {kind: source, port: game, intervalSeconds: 1, timeoutMilliseconds: 1, failures: 1, script: s},
         stop: {signal: 15, graceSeconds: 1, command: c}, cleanExitCodes: [0],
         restart: {attempts: 1, intervalSeconds: 1, delaySeconds: 1, maximumDelaySeconds: 1}, openFiles: 64,
         limits: {memoryMiB: 1, memoryPerSlotKiB: 0, cpuPercent: 1, tasks: 1},
         placement: {memoryPercent: 1, labels: [l]},
         settings: {x: {title: t, kind: text, default: d, min: 0, max: 1, length: 1, values: [v], on: n, off: f}},
         console: true, packages: [p], needs: [/n], install: i, gaps: [{field: f, what: w}]}
        """
}

extension Node {
    /// What stands at a place of the same kind: the first row of a list, any entry of a map whose keys are free.
    fileprivate func alike(_ place: [String]) -> Node? {
        place.reduce(self as Node?) { node, key in
            if let items = node?.sequence { return items.first }
            let found = node?.mapping
            return found?.first { $0.key.string == key }?.value ?? found?.first { $0.key.string == "x" }?.value
        }
    }

    /// With `node` at a place; without what is there for nil.
    fileprivate func with(_ node: Node?, at place: ArraySlice<String>) -> Node {
        guard let key = place.first else { return node ?? self }
        let rest = place.dropFirst()
        var result = self
        if var items = sequence, let index = Int(key), items.indices.contains(index) {
            if let item = rest.isEmpty ? node : items[index].with(node, at: rest) {
                items[index] = item
            } else {
                items.remove(at: index)
            }
            result.sequence = items
        } else if mapping != nil {
            let old = mapping?.first { $0.key.string == key }?.value
            var pairs = mapping?.map { ($0.key, $0.value) } ?? []
            pairs.removeAll { $0.0.string == key }
            if let new = rest.isEmpty ? node : old?.with(node, at: rest) { pairs.append((Node(key), new)) }
            result = Node(pairs)
        }
        return result
    }
}
