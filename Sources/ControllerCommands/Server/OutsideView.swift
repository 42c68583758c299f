import Controller
import Metering
import Store

/// What a server is from the controller's side, as commands print it.
struct OutsideView: Encodable {
    /// `answers`, `doubt`, `silent` or `unknown`.
    let kind: String
    let since: String
    /// When it was last looked at.
    let through: String?
    let note: String
    /// Why looks show nothing now.
    let blind: String?

    init(_ record: OutsideRecord, _ state: OutsideState?, narrator: Narrator) {
        kind = record.kind.rawValue
        since = narrator.time(record.at)
        through = state.map { narrator.time($0.through) }
        note = record.note
        blind = state?.blindness.map { "since \(narrator.time($0.since)): \($0.reason)" }
    }

    /// Nil for a server that was never looked at.
    init?(of record: OutsideRecord?, in workspace: Workspace) throws {
        guard let record else { return nil }
        self.init(record, try workspace.store.outsideState(), narrator: workspace.narrator)
    }

    var text: String {
        "\(note) since \(since), looked at until \(through ?? "-")" + (blind.map { "; nothing is seen \($0)" } ?? "")
    }
}
