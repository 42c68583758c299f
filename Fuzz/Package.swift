// swift-tools-version: 6.3

import PackageDescription

// A package of its own: everything in it is compiled with libFuzzer's coverage, which `make build` and `make test` must not pay for. `Lessor`
// and `Agent` link to the product's sources.
let package = Package(
    name: "lessor-fuzz",
    targets: [
        .target(name: "Wire", path: "Lessor/Wire"),
        .target(name: "Probing", dependencies: ["Wire"], path: "Lessor/Probing"),
        .target(name: "HostAgent", dependencies: ["Probing", "Wire"], path: "Agent"),
        .executableTarget(name: "lessor-fuzz", dependencies: ["HostAgent", "Probing", "Wire"]),
    ]
)

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .unsafeFlags(["-sanitize=fuzzer", "-parse-as-library", "-enable-testing"]),
]
for target in package.targets {
    target.swiftSettings = settings
    if target.type == .executable { target.linkerSettings = [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])] }
}
