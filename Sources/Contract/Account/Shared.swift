/// A value behind a reference: a copy costs one count, and a change of a copy leaves the others alone. An array of one
/// does just that.
struct Shared<Value: Equatable & Sendable>: Equatable, Sendable {
    private var only: [Value]

    init(_ value: Value) { only = [value] }

    var value: Value {
        _read { yield only[0] }
        _modify { yield &only[0] }
    }
}
