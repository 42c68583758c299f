import Foundation

/// Which parser this run feeds: `LESSOR_FUZZ=quake3`.
private let target = FuzzTarget.all.first { "\($0)" == ProcessInfo.processInfo.environment["LESSOR_FUZZ"] }

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    guard let target else { fatalError("LESSOR_FUZZ must be one of \(FuzzTarget.all)") }
    target.run(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}
