/// Everything in a product that cannot be right, as it is found.
struct ProductFaults {
    struct Fault {
        /// As in `files[0].mode`.
        let field: String
        /// The rest of the sentence.
        let problem: String
        /// Other fields that it turns on: where one of them is wrong in itself, it may not hold.
        let beside: [String]
    }

    private(set) var all: [Fault] = []

    /// Adds a fault unless something holds.
    mutating func demand(_ holds: Bool, _ field: String, _ problem: String, beside: [String] = []) {
        if !holds { all.append(Fault(field: field, problem: problem, beside: beside)) }
    }

    mutating func demand(_ value: Int, in range: ClosedRange<Int>, _ field: String) {
        demand(range.contains(value), field, "must be from \(range.lowerBound) to \(range.upperBound)")
    }
}
