import Contract
import Foundation
import TestSupport
import Testing

@Suite struct NoticeKeyTests {
    @Test(arguments: [
        "R6.11-02/S-1001/3", "R6.2-02/A-1/paypal:x/y", "R6.9-08/\(OpaqueID(3, 3))/1", "R8-02/S-1/03", "R4-02/A-1/-1",
        "x", "",
    ])
    func `a key is the text that it was read from`(text: String) throws {
        let key = NoticeKey(text)
        #expect(key.description == text && Set([key]) == [NoticeKey(text)])
        let written = try JSONEncoder().encode([key])
        #expect(
            try written == JSONEncoder().encode([text])
                && JSONDecoder().decode([NoticeKey].self, from: written) == [key]
        )
    }

    @Test func `what the contract names and the same as read are one key`() throws {
        var life = try Life.started("2010-01-31")
        life.go(to: "2010-02-19")
        let named = try #require(life.mails("R6.11-02").first).notice.key
        let read = NoticeKey(named.description)
        #expect(named == read && named.hashValue == read.hashValue && read.description == "R6.11-02/S-1001/1")
        #expect(named != "R6.11-02/S-1001/2" && named != "R6.11-02/S-1002/1" && named != "R6.11-04/S-1001/1")
    }
}
