import Testing

@testable import HostAgent

/// A step of the wall clock never makes or shortens an outage.
@Suite struct SteadyClockTests {
    @Test(arguments: [3600, 7 * 86_400] as [Int64])
    func `a clock set forward skips time, of which nothing is known`(step: Int64) {
        var clock = SteadyClock(wall: 1000, monotonic: 5)
        #expect(clock.keepPace(wall: 1010, monotonic: 15) == nil)
        let gap = clock.keepPace(wall: 1020 + step, monotonic: 25)
        #expect(gap?.from == 1010 && gap?.to == 1020 + step)
        #expect(clock.label(at: 35) == 1030 + step)
        #expect(clock.keepPace(wall: 1030 + step, monotonic: 35) == nil)
    }

    @Test func `a clock set back changes no duration, and what was recorded is not recorded again`() {
        var clock = SteadyClock(wall: 10_000, monotonic: 0)
        for second in 1...7200 {
            let wall = Int64(second < 100 ? 10_000 + second : 6400 + second)
            #expect(clock.keepPace(wall: wall, monotonic: Double(second)) == nil)
            #expect(clock.label(at: Double(second)) == 10_000 + Int64(second))
        }
        #expect(clock.ahead == 3600)
        // Set right again: nothing was skipped.
        #expect(clock.keepPace(wall: 17_201, monotonic: 7201) == nil && clock.ahead == 0)
    }

    @Test func `clocks of slightly different speed stay together without gaps`() {
        for speed in [0.9995, 1.0005] {
            var clock = SteadyClock(wall: 0, monotonic: 0)
            for second in stride(from: 10.0, through: 86_400, by: 10) {
                let wall = Int64(second * speed)
                #expect(clock.keepPace(wall: wall, monotonic: second) == nil)
                #expect(abs(clock.label(at: second) - wall) <= SteadyClock.tolerance)
            }
        }
    }

    @Test func `an agent that did not run knows nothing of that time`() {
        var clock = SteadyClock(wall: 0, monotonic: 0)
        #expect(clock.keepPace(wall: 3600, monotonic: 3600)?.from == 0)
        #expect(clock.keepPace(wall: 3610, monotonic: 3610) == nil)
    }
}
