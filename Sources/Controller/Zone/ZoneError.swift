/// Why a time zone cannot be used.
package enum ZoneError: Error, Equatable, Sendable, CustomStringConvertible {
    case unknown(String)

    package var description: String {
        switch self {
        case .unknown(let name):
            "The time zone \"\(name)\" is not known to this system; use a name of the tz database such as Europe/Paris."
        }
    }
}
