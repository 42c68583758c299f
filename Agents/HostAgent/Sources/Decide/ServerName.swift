/// The id of a server, `srv-1001`: safe as a file name, and its number gives its user id.
struct ServerName: Hashable, Comparable, CustomStringConvertible {
    let number: UInt32
    var description: String { "srv-\(number)" }

    init?(_ text: String) {
        guard text.hasPrefix("srv-"), let number = UInt32(text.dropFirst(4)), text == "srv-\(number)" else {
            return nil
        }
        self.number = number
    }

    static func < (left: ServerName, right: ServerName) -> Bool { left.number < right.number }

    /// The user and group id of this server; nil when the sum is no usable id.
    func user(first: UInt32) -> UInt32? {
        let (sum, overflow) = first.addingReportingOverflow(number)
        return overflow || first < 1000 || sum >= 0xFFFF_FFFE ? nil : sum
    }
}
