import Testing
import Wire

@Suite struct SocketPlaceTests {
    @Test(arguments: [
        ("192.0.2.1", 20_000, "192.0.2.1:20000"), ("fd00:93::11:1", 20_000, "[fd00:93::11:1]:20000"),
        ("::1", 22, "[::1]:22"), ("h1.example.com", 22, "h1.example.com:22"),
    ])
    func `an address of IPv6 stands in brackets before its port`(address: String, port: Int, text: String) {
        #expect("\(SocketPlace(address, port))" == text)
    }
}
