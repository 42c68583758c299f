import Testing

extension Child {
    /// A program that takes TCP connections there and writes each line that it is told to its output. It has the port when this
    /// returns.
    static func listening(on address: String, port: Int) throws -> Child {
        let script = """
            import socket, sys
            server = socket.socket()
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            server.bind((sys.argv[1], int(sys.argv[2])))
            server.listen()
            print("listens", flush=True)
            while True:
                for line in server.accept()[0].makefile():
                    print(line, end="", flush=True)
            """
        let child = Child(["/usr/bin/python3", "-c", script, address, "\(port)"])
        try #require(child.readLine() == Array("listens".utf8))
        return child
    }
}
