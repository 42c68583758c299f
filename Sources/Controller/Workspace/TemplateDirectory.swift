import Foundation

/// The folder of terms, products, mail texts and the sample catalogue that ships with Lessor.
package struct TemplateDirectory: Sendable {
    package let path: String

    package var terms: String { path + "/terms" }
    package var products: String { path + "/servers" }
    package var mail: String { path + "/mail" }
    /// Mappings of CSV statements.
    package var imports: String { path + "/imports" }
    package var payPage: String { path + "/pages/pay.mustache" }
    /// The page that shows the status files.
    package var statusPage: String { path + "/status" }
    package var sampleCatalogue: String { path + "/catalogue/sample.yaml" }

    package init(path: String) {
        self.path = path
    }

    /// Looks in `LESSOR_TEMPLATES`, then beside an installed program (`../share/lessor`), then in the source tree that
    /// the program was built in.
    package static func find(environment: [String: String], executable: String) throws(WorkspaceError)
        -> TemplateDirectory
    {
        if let named = environment["LESSOR_TEMPLATES"], !named.isEmpty { return TemplateDirectory(path: named) }
        var folder = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
        let installed = folder.deletingLastPathComponent().appendingPathComponent("share/lessor").path
        if isTemplates(installed) { return TemplateDirectory(path: installed) }
        while folder.path != "/" {
            let candidate = folder.appendingPathComponent("Templates").path
            if isTemplates(candidate) { return TemplateDirectory(path: candidate) }
            folder.deleteLastPathComponent()
        }
        throw .templatesMissing(installed)
    }

    private static func isTemplates(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path + "/terms")
    }
}
