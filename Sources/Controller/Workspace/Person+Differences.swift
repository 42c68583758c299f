import Contract
import Store

extension Person {
    /// What is not as in `other`, without what it is.
    func differences(from other: Person) -> [ContactChange.Field] {
        let changed: [(ContactChange.Field, Bool)] = [
            (.name, name != other.name), (.firstName, firstName != other.firstName), (.email, email != other.email),
            (.postalAddress, postalAddress != other.postalAddress), (.language, language != other.language),
        ]
        return changed.filter(\.1).map(\.0)
    }
}
