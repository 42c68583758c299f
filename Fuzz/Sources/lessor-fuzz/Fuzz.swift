import Foundation

/// Which parser this run feeds: `LESSOR_FUZZ=quake3`.
private let target = FuzzTarget.all.first { "\($0)" == ProcessInfo.processInfo.environment["LESSOR_FUZZ"] }

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ one: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager makes this name the program's `main`; libFuzzer's own is not linked.
@_cdecl("lessor_fuzz_main")
public func fuzzMain(_ count: CInt, _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    guard target != nil else { fatalError("LESSOR_FUZZ must be one of \(FuzzTarget.all)") }
    var (count, words) = (count, words)
    return runDriver(&count, &words) { data, size in
        target?.run(Array(UnsafeBufferPointer(start: data, count: size)))
        return 0
    }
}
