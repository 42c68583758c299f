// swift-tools-version: 6.3

import PackageDescription

let package = Package(
    name: "lessor",
    products: [
        .executable(name: "lessor", targets: ["lessor"]),
        .executable(name: "lessor-agent", targets: ["lessor-agent"]),
    ],
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
        // Pure cores: no clock, no file, no socket.
        .target(name: "Contract"),
        .target(name: "Fleet", dependencies: ["Contract", "Wire"]),
        .target(name: "Metering", dependencies: ["Contract", "Wire"]),
        .target(name: "Statements", dependencies: ["Contract"]),
        .target(name: "Wire"),

        // How servers are asked whether they serve, from their host and from outside.
        .target(name: "Probing", dependencies: ["Wire"]),

        // One dependency each, kept in one place.
        .systemLibrary(name: "CLibCrypto"),
        .systemLibrary(name: "CLibSSH2"),
        .target(
            name: "Store",
            dependencies: [
                "CLibCrypto", "Contract", "Fleet", "Metering", "Statements", "Wire",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]
        ),
        .target(name: "SSH", dependencies: ["CLibCrypto", "CLibSSH2", "Wire"]),

        // The controller and its command.
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
            ]
        ),
        .target(
            name: "ControllerCommands",
            dependencies: [
                "Contract", "Controller", "Fleet", "LoopbackHosts", "Metering", "SSH", "Statements", "Store", "Wire",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .executableTarget(name: "lessor", dependencies: ["ControllerCommands"]),

        // The agent that ships to every host: small, static, no database, no SSH, no contract.
        .target(name: "HostAgent", dependencies: ["Probing", "Wire"], path: "Agents/HostAgent/Sources"),
        .executableTarget(name: "lessor-agent", dependencies: ["HostAgent"], path: "Agents/HostAgent/Command"),

        // Real sshd processes on loopback addresses, for `lessor demo` and for the tests.
        .target(name: "LoopbackHosts"),

        .target(name: "TestSupport", dependencies: ["Contract", "LoopbackHosts", "SSH", "Wire"]),
        .testTarget(
            name: "ContractTests",
            dependencies: ["Contract", "Metering", "TestSupport", "Wire", .product(name: "Yams", package: "Yams")]
        ),
        .testTarget(name: "FleetTests", dependencies: ["Contract", "Fleet", "TestSupport", "Wire"]),
        .testTarget(name: "MeteringTests", dependencies: ["Contract", "Metering", "TestSupport", "Wire"]),
        .testTarget(
            name: "StatementsTests",
            dependencies: ["Contract", "Statements", .product(name: "Yams", package: "Yams")],
            exclude: ["Files"]
        ),
        .testTarget(name: "WireTests", dependencies: ["TestSupport", "Wire"]),
        .testTarget(
            name: "StoreTests",
            dependencies: [
                "Contract", "Fleet", "Metering", "Statements", "Store", "TestSupport", "Wire",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .testTarget(name: "SSHTests", dependencies: ["LoopbackHosts", "SSH", "TestSupport"]),
        .testTarget(
            name: "HostAgentTests",
            dependencies: ["Controller", "HostAgent", "Probing", "TestSupport", "Wire", "lessor-agent"]
        ),
        .testTarget(
            name: "ControllerTests",
            dependencies: [
                "Contract", "Controller", "Fleet", "Statements", "Store", "TestSupport", "Wire",
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .testTarget(
            name: "IntegrationTests",
            dependencies: [
                "Contract", "Controller", "ControllerCommands", "Fleet", "Metering", "Store", "TestSupport", "Wire",
                "lessor",
                "LoopbackHosts", "SSH", "lessor-agent",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Subprocess", package: "swift-subprocess"),
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
