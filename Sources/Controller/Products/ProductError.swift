/// Why a product cannot be used or rendered.
package enum ProductError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A file of the product is missing or holds a wrong value.
    case file(FileProblem)
    /// The product cannot be used for another reason; a full sentence.
    case invalid(String)
    /// `place`, a template or a field, asks for a value that no server has.
    case unknownValue(product: String, value: String, place: String)
    case unknownProduct(String, known: [String])
    case slotsOutOfRange(product: String, slots: Int, range: ClosedRange<Int>)
    /// The ports given are not those that the product asks for; says what it asks for.
    case wrongPorts(product: String, wanted: String)
    /// The operator has not accepted what he must accept before it may run.
    case licence(product: String, Product.Licence)
    /// A value cannot go into the product's files; a full sentence.
    case unusableValue(String)

    package var description: String {
        switch self {
        case .file(let problem): problem.description
        case .invalid(let sentence), .unusableValue(let sentence): sentence
        case .unknownValue(let product, let value, let place):
            "The product \(product) cannot be rendered: \(place) asks for {{\(value)}}, which does not exist; "
                + "use slots, address, name, password, host_secret, port_<name of a port> or setting_<key of a setting>."
        case .unknownProduct(let product, let known):
            "The product \"\(product)\" has no template; use one of: \(known.joined(separator: ", "))."
        case .slotsOutOfRange(let product, let slots, let range):
            "The product \(product) cannot run with \(slots) slots; "
                + "use between \(range.lowerBound) and \(range.upperBound)."
        case .licence(let product, let licence):
            "The product \(product) may not run before the \(licence.title) is accepted; read it (\(licence.read)), and where you "
                + "accept it add \(product) to acceptedLicences in settings.yaml of the state directory."
        case .wrongPorts(let product, let wanted):
            "The ports given do not fit the product \(product); give it \(wanted)."
        }
    }
}
