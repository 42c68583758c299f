import Glibc

extension timespec {
    /// Since 1970; a time that a number of nanoseconds cannot tell is the nearest that it can.
    var nanoseconds: Int64 {
        let most = Int(Int64.max / 1_000_000_000) - 1
        return Int64(max(-most, min(tv_sec, most))) * 1_000_000_000 + Int64(tv_nsec)
    }

    init(nanoseconds: Int64) {
        let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        let isBefore = rest < 0
        self.init(tv_sec: Int(isBefore ? seconds - 1 : seconds), tv_nsec: Int(isBefore ? rest + 1_000_000_000 : rest))
    }
}
