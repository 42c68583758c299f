/// The shortest part of a failing history that still fails: halves, quarters … are left out as long as that is possible.
func shrunk<Element>(_ history: [Element], while fails: ([Element]) -> Bool) -> [Element] {
    var history = history
    var size = max(1, history.count / 2)
    while true {
        var start = 0
        var hasShrunk = false
        while start < history.count {
            var shorter = history
            shorter.removeSubrange(start..<min(start + size, history.count))
            if fails(shorter) {
                history = shorter
                hasShrunk = true
            } else {
                start += size
            }
        }
        if size == 1, !hasShrunk { return history }
        size = max(1, size / 2)
    }
}
