import FoundationEssentials
import GRDB

extension Verifier {
    /// The chain of what operators did (R12.2-01).
    mutating func checkActions() throws {
        var previous = try OperatorActionRow.origin(instanceID: instanceID)
        var expected: Int64 = 0
        for row in try Row.fetchAll(db, sql: "SELECT * FROM operator_action ORDER BY sequence") {
            expected += 1
            let action = OperatorActionRow(row)
            let hash = try action.hash(after: previous)
            guard action.sequence == expected, Array(row["previous"] as Data) == previous,
                Array(row["hash"] as Data) == hash
            else {
                report(
                    "The operators' action \(expected) does not match its hash: the record was changed or lacks one."
                )
                return
            }
            previous = hash
        }
    }
}
