import Testing
import Wire

/// The addresses of a machine as its kernel lists them.
@Suite struct MachineAddressesTests {
    private static let trie = """
        Main:
          +-- 0.0.0.0/0 3 0 5
             |-- 0.0.0.0
                /0 universe UNICAST
             +-- 127.0.0.0/8 2 0 2
                |-- 127.0.0.0
                   /8 host LOCAL
                |-- 127.0.0.1
                   /32 host LOCAL
                |-- 127.255.255.255
                   /32 link BROADCAST
             +-- 192.0.2.0/24 2 0 2
                |-- 192.0.2.0
                   /24 link UNICAST
                |-- 192.0.2.2
                   /32 host LOCAL
                |-- 192.0.2.255
                   /32 link BROADCAST
                |-- 198.51.100.16
                   /29 host LOCAL
        """
    private static let routes = """
        fd000000000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000001 00000000 00000001     eth0
        00000000000000000000000000000001 80 00000000000000000000000000000000 00 00000000000000000000000000000000 00000000 00000004 00000000 80200001       lo
        fd000000000000000000000000000002 80 00000000000000000000000000000000 00 00000000000000000000000000000000 00000000 00000003 00000000 80200001     eth0
        fe800000000000000000000000000002 80 00000000000000000000000000000000 00 00000000000000000000000000000000 00000000 00000003 00000000 80200001     eth0
        """

    @Test func `those that the kernel takes for its own, and whole blocks of them`() throws {
        let machine = try #require(
            MachineAddresses(trie: Self.trie, routes: Self.routes, bindsAny: (false, false))
        )
        #expect(machine.list == "127.0.0.0/8, 192.0.2.2, 198.51.100.16/29, ::1, fd00::2")
        let asked = ["127.9.9.9", "192.0.2.2", "192.0.2.3", "198.51.100.23", "198.51.100.24", "fd00::2", "fd00::3"]
        #expect(machine.lacking(asked) == ["192.0.2.3", "198.51.100.24", "fd00::3"])
        // The net, its broadcast, all addresses, and what needs an interface's name.
        let never = ["192.0.2.0", "192.0.2.255", "0.0.0.0", "::", "fe80::2", "h1"]
        #expect(machine.lacking(never) == never)
        #expect(MachineAddresses(machine.words) == machine)
    }

    @Test func `a machine that lets any address be bound lacks none, and one that lists none is not known`() throws {
        let machine = try #require(MachineAddresses(trie: Self.trie, routes: "", bindsAny: (true, false)))
        #expect(machine.lacking(["203.0.113.7", "fd00::2", "0.0.0.0"]) == ["fd00::2", "0.0.0.0"])
        #expect(MachineAddresses(trie: "", routes: "", bindsAny: (false, false)) == nil)
        #expect(MachineAddresses(nil) == nil)
    }
}
