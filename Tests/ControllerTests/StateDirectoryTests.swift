import Foundation
import Testing

@testable import Controller

/// Dashboards of other users read the status files and nothing else of a state.
@Suite struct StateDirectoryTests {
    @Test func `others reach the status files; books, key and mail are the owner's`() async throws {
        let lab = try await TemporaryWorkspace()
        _ = try lab.openAccount()
        _ = try await lab.pass()
        let state = lab.workspace.directory
        #expect(try mode(state.path) == 0o711)
        #expect(try mode(state.status) & 0o055 == 0o055)
        #expect(try mode(state.status + "/lessor.prom") & 0o044 == 0o044)
        for path in [state.database, state.database + "-wal", state.privateKey, state.mailSpool, state.controllerLock] {
            #expect(try mode(path) & 0o077 == 0, "\(path)")
        }
    }

    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }
}
