/// When each server must be looked after next: a host of a thousand servers looks at those whose time has come, not at all
/// of them with each turn of its loop.
struct Agenda {
    private struct Item: Comparable {
        let time: Double
        let name: ServerName

        static func < (left: Item, right: Item) -> Bool { (left.time, left.name) < (right.time, right.name) }
    }

    /// The soonest last. Moving a thousand of them costs a microsecond.
    private var items: [Item] = []
    private var times: [ServerName: Double] = [:]

    /// The soonest time.
    var next: Double? { items.last?.time }

    /// Notes when a server must be looked after, instead of what was noted before.
    mutating func put(_ name: ServerName, at time: Double) {
        if let old = times.updateValue(time, forKey: name) {
            guard old != time else { return }
            items.remove(at: place(of: Item(time: old, name: name)))
        }
        let item = Item(time: time, name: name)
        items.insert(item, at: place(of: item))
    }

    /// Those whose time has come, the soonest first; they are off the agenda until they are put on it again.
    mutating func takeDue(at now: Double) -> [ServerName] {
        var due: [ServerName] = []
        while let item = items.last, item.time <= now {
            items.removeLast()
            times[item.name] = nil
            due.append(item.name)
        }
        return due
    }

    /// Where the first item is that is not later than this one.
    private func place(of item: Item) -> Int {
        var low = 0
        var high = items.count
        while low < high {
            let middle = (low + high) / 2
            if items[middle] > item { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
