/// So many clients of Cube 2 that know a password; says how each fares (`in`, the server's reason to turn it away, or `silent`), and stays
/// until its input ends. Speaks ENet by the library that comes with the server, and hashes as the game does: Tiger over client, session and
/// password, each byte's digits turned round.
let cubeClients = """
    import ctypes, socket, sys, threading, time
    enet, gcrypt = ctypes.CDLL("libenet.so.7"), ctypes.CDLL("libgcrypt.so.20")
    number, pointer, size = ctypes.c_uint32, ctypes.c_void_p, ctypes.c_size_t
    class Address(ctypes.Structure):
        _fields_ = [("host", number), ("port", ctypes.c_uint16)]
    class Event(ctypes.Structure):
        _fields_ = [("kind", ctypes.c_int), ("peer", pointer), ("channel", ctypes.c_uint8), ("data", number), ("packet", pointer)]
    class Packet(ctypes.Structure):
        _fields_ = [("references", size), ("flags", number), ("data", pointer), ("length", size)]
    for call, arguments, result in [
        (enet.enet_host_create, [pointer, size, size, number, number], pointer),
        (enet.enet_host_connect, [pointer, pointer, size, number], pointer),
        (enet.enet_host_service, [pointer, pointer, number], ctypes.c_int),
        (enet.enet_packet_create, [ctypes.c_char_p, size, number], pointer),
        (enet.enet_peer_send, [pointer, ctypes.c_uint8, pointer], ctypes.c_int),
    ]: call.argtypes, call.restype = arguments, result
    enet.enet_initialize()
    gcrypt.gcry_check_version(None)

    def tiger(text):
        out = ctypes.create_string_buffer(24)
        gcrypt.gcry_md_hash_buffer(306, out, text, len(text))
        return "".join("%02x" % byte for byte in out.raw)

    def take(data):
        if data[0] in (0x80, 0x81):
            end = 3 if data[0] == 0x80 else 5
            return int.from_bytes(data[1:end], "little", signed=True), data[end:]
        return int.from_bytes(data[:1], "little", signed=True), data[1:]

    def answer(data, name):
        client, data = take(data)
        version, data = take(data)
        session, data = take(data)
        digits = tiger(("%d %d %s" % (client, session, password)).encode())
        turned = "".join(digits[i + 1] + digits[i] for i in range(0, len(digits), 2))
        return b"\\0" + name.encode() + b"\\0\\0" + turned.encode() + b"\\0\\0\\0"

    host, port, count, password = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    address = Address(int.from_bytes(socket.inet_aton(host), "little"), port)
    ends = [enet.enet_host_create(None, 2, 3, 0, 0) for _ in range(count)]
    peers = [enet.enet_host_connect(end, ctypes.byref(address), 3, 0) for end in ends]
    states = ["silent"] * count
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    begin, said = time.time(), False
    while not ended.is_set():
        for i, end in enumerate(ends):
            event = Event()
            while enet.enet_host_service(end, ctypes.byref(event), 5) > 0:
                if event.kind == 2: states[i] = str(event.data)
                if event.kind != 3: continue
                packet = Packet.from_address(event.packet)
                kind, data = take(ctypes.string_at(packet.data, packet.length))
                if kind == 2: states[i] = "in"
                if kind != 1: continue
                words = answer(data, "p%d" % i)
                enet.enet_peer_send(peers[i], 1, enet.enet_packet_create(words, len(words), 1))
        late = time.time() > begin + 30
        if not said and (late or "silent" not in states):
            print(" ".join(sorted(states, reverse=True)), flush=True)
            said = True
    for end, peer in zip(ends, peers):
        enet.enet_peer_disconnect_now(ctypes.c_void_p(peer), 0)
    """
