package import Contract
import Foundation
package import Store
import Subprocess

extension Workspace {
    /// Makes a new state directory: database, controller's key, price list and its public page, terms.
    package static func create(
        _ directory: StateDirectory,
        templates: TemplateDirectory,
        kind: Store.Kind,
        now: Instant
    ) async throws -> Workspace {
        let files = FileManager.default
        guard !files.fileExists(atPath: directory.database) else { throw WorkspaceError.exists(directory.path) }
        do {
            // Others pass through to the status files, which dashboards read; books, key and mail are closed to them one by one.
            try files.createDirectory(
                atPath: directory.path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o711]
            )
            if !files.fileExists(atPath: directory.catalogue) {
                try files.copyItem(atPath: templates.sampleCatalogue, toPath: directory.catalogue)
            }
        } catch {
            throw WorkspaceError.unwritable(directory.path, error.localizedDescription)
        }
        try await makeKey(directory)
        // The database comes last, and whole: without it there is no state, so that a creation cut short can be run again.
        let terms = try TermsDocument.shipped(in: templates.terms)
        _ = try Store.create(at: directory.database, kind: kind, now: now, terms: (terms.id, terms.text))
        let workspace = try open(directory, templates: templates)
        try workspace.writePricePages(workspace.prices, on: workspace.book.zone.date(at: now))
        return workspace
    }

    private static func makeKey(_ directory: StateDirectory) async throws {
        guard !FileManager.default.fileExists(atPath: directory.privateKey) else { return }
        do {
            let result = try await run(
                .name("ssh-keygen"),
                arguments: ["-q", "-t", "ed25519", "-N", "", "-C", "lessor-controller", "-f", directory.privateKey],
                output: .discarded,
                error: .string(limit: 4096)
            )
            guard result.terminationStatus.isSuccess else {
                throw WorkspaceError.keyGeneration(result.standardError)
            }
        } catch let error as WorkspaceError {
            throw error
        } catch {
            throw WorkspaceError.keyGeneration("\(error)")
        }
    }
}
