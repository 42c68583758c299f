/// Turns what agents recorded into intervals, interruptions and sums of seconds. Pure: the same records in any order, cut
/// into any reports, sent any number of times, give the same result.
package enum Meter {
    /// A recovery shorter than this does not break an interruption, in seconds (AMB-29: 60 minutes).
    package static let defaultTolerance: Int64 = 3600
}
