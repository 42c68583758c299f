import Wire

extension Program {
    /// A server that speaks Mumble's ping and does what the file `mode` in its directory says at each question: `ok`, `slots 4`,
    /// `players 7`, `slow 3` (seconds), `garbage`; `gone` ends it as soon as it is started.
    static func stub(_ place: Place, slots: Int, interval: Int = 1, failures: Int = 2) -> Program {
        Program(
            slots: slots,
            address: place.address,
            ports: [PortBinding(name: "voice", transport: .udp, number: place.port)],
            arguments: ["/usr/bin/python3", "{DIR}/stub.py", "{DIR}", place.address, "\(place.port)", "\(slots)"],
            environment: [:],
            files: [RenderedFile(path: "stub.py", mode: 0o600, text: stubScript)],
            prepare: [],
            probe: ProbePlan(
                kind: .mumble,
                port: "voice",
                intervalSeconds: interval,
                timeoutMilliseconds: 1000,
                failures: failures
            ),
            stop: StopPlan(signal: 15, graceSeconds: 5),
            cleanExitCodes: [0],
            restart: RestartPlan(attempts: 1000, intervalSeconds: 60, delaySeconds: 0.5, maximumDelaySeconds: 0.5),
            openFiles: 64
        )
    }

    private static let stubScript = """
        import socket, struct, sys, time
        folder, address, port, slots = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
        def mode():
            try:
                with open(folder + "/mode") as file: words = file.read().split()
            except OSError: words = []
            return (words + ["ok", "0"])[:2] if len(words) != 1 else (words + ["0"])
        if mode()[0] == "gone": sys.exit(1)
        server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        server.bind((address, port))
        while True:
            ping, peer = server.recvfrom(64)
            kind, number = mode()
            if kind == "slow": time.sleep(int(number))
            players = int(number) if kind == "players" else 0
            told = int(number) if kind == "slots" else slots
            answer = bytes([0, 1, 3, 4]) + ping[4:12] + struct.pack(">III", players, told, 72000)
            server.sendto(answer[::-1] if kind == "garbage" else answer, peer)

        """
}
