/// Numbers with a fixed count of decimals, from integers: no floating point.
enum Fixed {
    /// 1234 with 2 decimals is `12.34`.
    static func text(_ number: Int64, decimals: Int) -> String {
        let digits = String(number.magnitude)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return "\(number < 0 ? "-" : "")\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    }

    /// `number / divisor` for what is not negative, rounded half up.
    static func rounded(_ number: Int64, per divisor: Int64) -> Int64 { (number + divisor / 2) / divisor }
}
