// swift-tools-version: 6.3

import PackageDescription

// A package of its own, so that neither `make build` nor `make test` pays for it. `Lessor` links to the product's sources: they are
// compiled as part of this package and their `package` interfaces can be measured.
let package = Package(
    name: "lessor-benchmarks",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .target(name: "Contract", path: "Lessor/Contract"),
        .target(name: "Fleet", dependencies: ["Contract", "Wire"], path: "Lessor/Fleet"),
        .target(name: "Metering", dependencies: ["Contract", "Wire"], path: "Lessor/Metering"),
        .target(name: "Probing", dependencies: ["Wire"], path: "Lessor/Probing"),
        .target(name: "Statements", dependencies: ["Contract"], path: "Lessor/Statements"),
        .target(name: "Wire", path: "Lessor/Wire"),
        .systemLibrary(name: "CLibCrypto", path: "Lessor/CLibCrypto"),
        .systemLibrary(name: "CLibSSH2", path: "Lessor/CLibSSH2"),
        .target(name: "LoopbackHosts", path: "Lessor/LoopbackHosts"),
        .target(name: "SSH", dependencies: ["CLibCrypto", "CLibSSH2", "Wire"], path: "Lessor/SSH"),
        .target(
            name: "Store",
            dependencies: [
                "CLibCrypto", "Contract", "Fleet", "Metering", "Statements", "Wire",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            path: "Lessor/Store"
        ),
        .target(
            name: "Controller",
            dependencies: [
                "Contract", "Fleet", "Metering", "Probing", "SSH", "Statements", "Store", "Wire",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            path: "Lessor/Controller"
        ),
        .executableTarget(
            name: "lessor-bench",
            dependencies: [
                "Contract", "Controller", "Fleet", "LoopbackHosts", "Metering", "SSH", "Store", "Wire",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Yams", package: "Yams"),
            ]
        ),
    ]
)

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]
for target in package.targets where target.type != .system {
    target.swiftSettings = settings
}
