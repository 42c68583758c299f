import Glibc

/// A system call's error number.
struct Errno: Error, Equatable {
    let code: Int32

    static var last: Errno { Errno(code: errno) }

    var text: String { String(cString: strerror(code)) }
}
