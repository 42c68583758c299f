/// Stands in for a program that we do not have: reads what the product's templates rendered, as the real one would, and speaks its
/// protocol. The second argument makes it answer by halves, with noise, without end, or with another number of slots.
enum StubServer {
    static let text = #"""
        import json, os, random, re, signal, socket, struct, sys, threading

        kind, mode, rest = sys.argv[1], sys.argv[2], sys.argv[3:]
        signal.signal(signal.SIGTERM, lambda *_: os._exit(0))

        def say(name):
            with open("shown", "w") as file: file.write(name)

        def spoil(answer):
            if mode == "half": return answer[:len(answer) * 2 // 3]
            if mode == "noise": return bytes(random.randrange(256) for _ in range(300))
            return answer

        def listen(address, port, serve=None):
            server = socket.socket()
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            server.bind((address, port))
            server.listen(64)
            def loop():
                while True:
                    client, _ = server.accept()
                    if serve: threading.Thread(target=guarded, args=(serve, client), daemon=True).start()
            threading.Thread(target=loop, daemon=True).start()

        def guarded(serve, client):
            try: serve(client)
            except OSError: pass
            client.close()

        def flood(client, chunk):
            while True: client.sendall(chunk)

        def console(word):
            for line in sys.stdin:
                if line.strip() == word: os._exit(0)

        def minecraft():
            assert "eula=true" in open("eula.txt").read().split()
            values = {}
            for line in open("server.properties", encoding="ascii").read().splitlines():
                if line and line[0] != "#":
                    key, value = line.split("=", 1)
                    value = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), value)
                    values[key] = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value)
            say(values["motd"])
            slots = int(values["max-players"]) + (mode == "wrong")
            status = {"version": {"name": "1.20.4", "protocol": 765}, "description": values["motd"],
                      "players": {"max": slots, "online": 0}, "favicon": "data:image/png;base64," + "A" * 20000}
            def number(n):
                out = b""
                while n > 127: out, n = out + bytes([n & 127 | 128]), n >> 7
                return out + bytes([n])
            def serve(client):
                data = b""
                while not data.endswith(b"\x01\x00"):
                    more = client.recv(1000)
                    if not more: return
                    data += more
                if mode == "endless": flood(client, b"\xff\xff\xff\x7f\x00\xff\xff\xff\x7f" + b"{" * 10000)
                text = json.dumps(status).encode()
                body = b"\x00" + number(len(text)) + text
                client.sendall(spoil(number(len(body)) + body))
            listen(values["server-ip"], int(values["server-port"]), serve)
            console("stop")

        def source():
            given = {key: rest[i + 1] for i, key in enumerate(rest[:-1]) if key[0] in "-+"}
            assert "-strictportbind" in rest and "-nomaster" in rest and os.path.exists(given["-game"] + "/gameinfo.txt")
            config = open(given["-game"] + "/cfg/" + given["+servercfgfile"]).read()
            name = re.search('^hostname "(.*)"$', config, re.M)[1]
            say(name)
            address, port = given["-ip"], int(given["-port"])
            slots = int(given["-maxplayers"]) + (mode == "wrong")
            listen(address, port)
            server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            server.bind((address, port))
            threading.Thread(target=console, args=("quit",), daemon=True).start()
            question, secret = b"\xff\xff\xff\xffTSource Engine Query\x00", os.urandom(4)
            while True:
                data, client = server.recvfrom(2000)
                if mode == "endless" or data == question:
                    server.sendto(b"\xff\xff\xff\xffA" + secret, client)
                elif data == question + secret:
                    text = b"".join(t.encode() + b"\0" for t in (name, "de_dust2", "cstrike", "Counter-Strike: Source"))
                    info = b"\x11" + text + struct.pack("<HBBB", 240, 0, slots, 0) + b"dl\x01\x011.0.0.0\0\0"
                    server.sendto(spoil(b"\xff\xff\xff\xffI" + info), client)

        globals()[kind]()
        """#
}
