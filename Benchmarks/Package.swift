// swift-tools-version: 6.3

import PackageDescription

// A package of its own, so that neither `make build` nor `make test` pays for it. `Lessor` links to the product's sources: they are
// compiled as part of this package and their `package` interfaces can be measured.
let package = Package(
    name: "lessor-benchmarks",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .target(name: "Contract", path: "Lessor/Contract"),
        .target(name: "Fleet", dependencies: ["Contract", "Wire"], path: "Lessor/Fleet"),
        .target(name: "Metering", dependencies: ["Contract", "Wire"], path: "Lessor/Metering"),
        .target(name: "Statements", dependencies: ["Contract"], path: "Lessor/Statements"),
        .target(name: "Wire", path: "Lessor/Wire"),
        .target(name: "Zone", dependencies: ["Contract"], path: "Lessor/Controller/Zone"),
        .systemLibrary(name: "CLibCrypto", path: "Lessor/CLibCrypto"),
        .target(
            name: "Store",
            dependencies: [
                "CLibCrypto", "Contract", "Fleet", "Metering", "Statements", "Wire",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            path: "Lessor/Store"
        ),
        .executableTarget(
            name: "lessor-bench",
            dependencies: [
                "Contract", "Fleet", "Metering", "Store", "Wire", "Zone",
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
