/// Why a request is not answered with a file.
enum HTTPRefusal: Error, Equatable {
    case badRequest(String)
    case notFound
    case methodRefused
    case tooSlow
    case bodyRefused
    case wrongHost
    case headTooLong
    case tooMany

    var status: String {
        switch self {
        case .badRequest: "400 Bad Request"
        case .notFound: "404 Not Found"
        case .methodRefused: "405 Method Not Allowed"
        case .tooSlow: "408 Request Timeout"
        case .bodyRefused: "413 Content Too Large"
        case .wrongHost: "421 Misdirected Request"
        case .headTooLong: "431 Request Header Fields Too Large"
        case .tooMany: "503 Service Unavailable"
        }
    }

    /// Whether the next request on the connection can still be told from this one.
    var keepsAlive: Bool { self == .notFound }

    var sentence: String {
        switch self {
        case .badRequest(let reason): "The request is not HTTP/1.1 as it should be: \(reason)."
        case .notFound: "There is no such file here; the page is at /."
        case .methodRefused: "Only GET and HEAD are answered."
        case .tooSlow: "The request took too long to arrive."
        case .bodyRefused: "A request has no body here."
        case .wrongHost:
            "This server answers to localhost, to addresses, and to names given with --name; ask it by one of them."
        case .headTooLong: "The head of a request has at most \(HTTPRequest.headLimit) bytes."
        case .tooMany: "Too many connections are open; try again."
        }
    }
}
