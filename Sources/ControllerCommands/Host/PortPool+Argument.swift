import ArgumentParser
import Fleet

/// `20000-20009,20020,27000-27100`; what is wrong is said with the reason.
extension PortPool {
    private static let form = "Write single ports and ranges by commas, such as 20000-20009,20020,27000-27100."

    init(text: String) throws {
        var ranges: [ClosedRange<Int>] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            ranges.append(try Self.range(part))
        }
        guard let pool = PortPool(ranges) else { throw ValidationError("--ports names no port. \(Self.form)") }
        self = pool
    }

    private static func range(_ text: Substring) throws -> ClosedRange<Int> {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { end in
            end.allSatisfy { $0.isASCII && $0.isNumber } ? Int(end) : nil
        }
        guard ends.count <= 2, let low = ends.first ?? nil, let high = ends.last ?? nil else {
            throw ValidationError("\"\(text)\" in --ports is neither a port nor a range of ports. \(form)")
        }
        for end in [low, high] where !(1024...65_535).contains(end) {
            let reason = end < 1024 ? "those below 1024 are for root alone" : "the highest there is is 65535"
            throw ValidationError("The port \(end) in --ports cannot be given to servers: \(reason).")
        }
        guard low <= high else {
            throw ValidationError("The range \(text) in --ports ends before it begins; write \(high)-\(low).")
        }
        return low...high
    }
}
