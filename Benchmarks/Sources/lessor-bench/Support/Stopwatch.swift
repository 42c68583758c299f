import Glibc

/// Wall clock and processor time of this process, in seconds.
struct Stopwatch {
    struct Reading {
        var wall = 0.0
        /// User and system time, over all threads.
        var processor = 0.0

        static func += (left: inout Reading, right: Reading) {
            left.wall += right.wall
            left.processor += right.processor
        }
    }

    private let wall = Self.seconds(CLOCK_MONOTONIC)
    private let processor = Self.seconds(CLOCK_PROCESS_CPUTIME_ID)

    func read() -> Reading {
        Reading(
            wall: Self.seconds(CLOCK_MONOTONIC) - wall,
            processor: Self.seconds(CLOCK_PROCESS_CPUTIME_ID) - processor
        )
    }

    static func measure(_ body: () throws -> Void) rethrows -> Reading {
        let watch = Stopwatch()
        try body()
        return watch.read()
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
