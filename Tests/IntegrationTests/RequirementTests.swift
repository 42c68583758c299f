import TestSupport
import Testing

@Suite struct RequirementTests {
    @Test func `what is missing is a failure where it must not be`() {
        let error = #expect(throws: Requirement.Missing.self) {
            try Requirement.missing("no moon", failing: true)
        }
        #expect(error?.description.contains("no moon") == true)
        #expect(throws: Never.self) { try Requirement.program("/bin/sh", package: "dash") }
    }
}
