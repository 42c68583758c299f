import Glibc
import Wire

@testable import HostAgent

/// Players who come in one after the other and stay while this lives.
final class PlayerCrowd {
    /// How each fares: `in`, `known` to a server that then asks for a password, or the server's word that turns it away.
    let states: [String]
    private let child: Child

    init(_ game: String, _ program: Program, password: String = "", _ names: [String]) {
        let port = program.ports.first { $0.name == program.probe.port }?.number ?? 0
        child = Child(["/usr/bin/python3", "-c", script, game, program.address, "\(port)", password] + names)
        let line = String(decoding: child.readLine() ?? [], as: UTF8.self)
        states = line.split(separator: "|").map(String.init)
    }

    /// They leave.
    func leave() { _ = child.finish() }
}

/// Written from the protocols. Says the states, and stays until its input ends.
private let script = """
    import os, select, socket, ssl, struct, sys, time
    game, host, port, password, names = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4].encode(), sys.argv[5:]

    class Datagrams:
        state = None
        def __init__(self, name):
            self.name, self.end = name, socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            self.end.connect((host, port))

    class Teeworlds(Datagrams):
        token, own, taken = None, os.urandom(4), 0
        def control(self, token, kind, more=b""):
            self.end.send(bytes([4, self.taken, 0]) + token + bytes([kind]) + more)
        def enter(self):
            words = b"\\3" + b"0.7 802f1be60a05665f\\0" + password + b"\\0\\0"
            self.end.send(b"\\0\\0\\1" + self.token + bytes([64, len(words), 1]) + words)
        def tick(self):
            if self.token is None: self.control(b"\\xff" * 4, 5, self.own + bytes(508))
            elif self.state is None: self.control(self.token, 1, self.own + bytes(508))
            elif self.state == "in": self.control(self.token, 0)
        def take(self, data):
            if not data[0] & 4:
                # The first words after the password.
                if self.state is None: self.state, self.taken = "in", data[2]
            elif data[7] == 5: self.token = data[8:12]
            elif data[7] == 2: self.enter()
            elif data[7] == 4: self.state = data[8:-1].decode()

    class Minetest(Datagrams):
        peer, heard, ready = 0, False, False
        def __init__(self, name):
            super().__init__(name)
            self.send(0, b"\\1")
        def send(self, channel, data):
            self.end.send(bytes.fromhex("4f457403") + struct.pack(">HB", self.peer, channel) + data)
        def say(self, command, data):
            self.send(1, b"\\1" + struct.pack(">H", command) + data)
        def text(self, text):
            return struct.pack(">H", len(text)) + text.encode()
        # The server does not hear what comes before it has noted the player; later a word of nothing keeps him in.
        def tick(self):
            if self.peer and not self.heard: self.say(2, struct.pack(">BHHH", 29, 0, 37, 41) + self.text(self.name))
            elif self.state == "in": self.send(0, b"\\0\\2")
        def take(self, data):
            channel, data = data[6], data[7:]
            if data[0] == 3:
                self.send(channel, b"\\0\\0" + data[1:3])
                data = data[3:]
            if data[:2] == b"\\0\\1" and not self.peer: self.peer = struct.unpack(">H", data[2:4])[0]
            if data[0] != 1: return
            command, data = struct.unpack(">H", data[1:3])[0], data[3:]
            if command == 2 and not self.heard:
                self.heard = True
                # Of one that is not known it takes a password; this is none that could ever be asked for.
                if data[8] & 4: self.say(0x50, self.text("salt") + self.text("verifier") + b"\\0")
                else: self.state = "known"
            if command == 0x03: self.say(0x11, self.text(""))
            if command == 0x29 and not self.ready:
                self.ready = True
                self.say(0x43, b"\\5\\6\\1\\0" + self.text("5.6.1") + b"\\0\\4")
            if command == 0x34: self.state = "in"
            if command == 0x0a: self.state = "reason %d" % data[0]

    class Armagetron(Datagrams):
        number, asked = 0, 0
        def send(self, kind, message, words):
            words = (kind, message, len(words), *words, self.number)
            self.end.send(struct.pack(">%dH" % len(words), *words))
        def tick(self):
            if self.state is None and time.time() > self.asked + 2:
                self.asked = time.time()
                self.send(11, 1, (8, 0, 0, 0, 17, 0))
        def take(self, data):
            words, seen = struct.unpack(">%dH" % (len(data) // 2), data[:len(data) // 2 * 2]), []
            while len(words) > 3:
                kind, message, body, words = words[0], words[1], words[3:3 + words[2]], words[3 + words[2]:]
                if message: seen.append(message)
                if kind == 5: self.state, self.number = "in", body[0]
                if kind == 3:
                    text = b"".join(bytes([word & 255, word >> 8]) for word in body[1:])
                    self.state = text[:body[0] - 1].decode()
            if seen: self.send(1, 0, seen)

    class Mumble:
        state, pinged = None, 0
        def __init__(self, name):
            self.end = ssl._create_unverified_context().wrap_socket(socket.create_connection((host, port), 30))
            self.say(0, (2, b"test"))
            self.say(2, (1, name.encode()), (2, password))
            while self.state is None:
                kind, size = struct.unpack(">HI", self.read(6))
                body = self.read(size)
                if kind == 5: self.state = "in"
                if kind == 4: self.state = "reason %d" % body[1]
        def say(self, kind, *fields):
            body = b"".join(bytes([number << 3 | 2, len(text)]) + text for number, text in fields)
            self.end.sendall(struct.pack(">HI", kind, len(body)) + body)
        def read(self, size):
            data = b""
            while len(data) < size:
                more = self.end.recv(size - len(data))
                if not more: raise EOFError
                data += more
            return data
        def tick(self):
            if self.state == "in" and time.time() > self.pinged + 5:
                self.pinged = time.time()
                self.say(3)
        def take(self, data):
            if not data: raise EOFError

    players, gone, due = [], set(), 0

    def serve():
        global due
        here = [player for player in players if player not in gone]
        ready = select.select([player.end for player in here] + [sys.stdin], [], [], 0.1)[0]
        isDue = time.time() >= due
        if isDue: due = time.time() + 0.1
        for player in here:
            try:
                if player.end in ready: player.take(player.end.recv(4096))
                if isDue: player.tick()
            # Its server has closed the line, or is gone.
            except (OSError, EOFError): gone.add(player)
        return sys.stdin in ready

    for name in names:
        players.append({"teeworlds": Teeworlds, "minetest": Minetest, "armagetron": Armagetron, "mumble": Mumble}[game](name))
        begin = time.time()
        while players[-1].state is None and players[-1] not in gone and time.time() < begin + 60: serve()
    print("|".join(str(player.state) for player in players), flush=True)
    while not serve(): pass
    """
