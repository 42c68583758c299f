/// A value behind a reference: a copy costs one count, and a change of a copy leaves the others alone. An array of one
/// does just that.
struct Shared<Value: Equatable & Sendable>: Equatable, Sendable {
    private var only: [Value]

    init(_ value: Value) { only = [value] }

    var value: Value {
        // By the span, whose elements are read where they stand; those of the array itself are copied out.
        _read { yield only.span[0] }
        _modify { yield &only[0] }
    }
}
