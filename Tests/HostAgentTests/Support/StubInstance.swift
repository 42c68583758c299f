import Glibc
import TestSupport
import Testing
import Wire

@testable import HostAgent

/// Stands in for a TeamSpeak 3 instance: many virtual servers in one process, administered by ServerQuery as its manual has it, with
/// real sockets for both. It keeps them in a file, as the real one does, and starts by itself those that ask for it.
final class StubInstance {
    static let password = #"s3rve /|\pw"#

    /// A virtual server as its file has it.
    struct Held: Decodable, Equatable {
        let id: Int
        let port: Int
        let name: String
        let slots: Int
        let online: Bool
        let password: String
        let channels: [String]
        /// Of its administrators.
        let rights: [String]
    }

    let scratch = Scratch()
    /// Where its virtual servers serve.
    private let addresses: [String]
    private var child: Child?
    private(set) var port = 0

    var secretFile: String { "\(scratch.path)/password" }

    init(at addresses: [String], mode: String = "honest") throws {
        self.addresses = addresses
        try Requirement.root(for: "giving the instance and each server a user of its own")
        try Requirement.program(Self.python, package: "python3")
        scratch.write(Self.password + "\n", to: "password")
        chmod(secretFile, 0o600)
        scratch.write(Self.script, to: "stub.py")
        try start(mode: mode)
    }

    private static let python = "/usr/bin/python3"
    private static let nobody: UInt32 = 65_534

    func start(mode: String = "honest") throws {
        let arguments = ["\(port)", Self.password, mode] + addresses
        // A user of its own, as the real one has.
        for name in ["", "/stub.py"] { chown(scratch.path + name, Self.nobody, Self.nobody) }
        let asNobody = ["--reuid=\(Self.nobody)", "--regid=\(Self.nobody)", "--clear-groups"]
        let child = Child(
            ["/usr/bin/setpriv"] + asNobody + [
                Self.python, "\(scratch.path)/stub.py", scratch.path,
            ] + arguments,
            errors: "\(scratch.path)/errors"
        )
        let line = try #require(child.readLine(), "\(scratch.read("errors") ?? "")")
        port = try #require(Int(String(decoding: line, as: UTF8.self)))
        self.child = child
    }

    /// `kill -9`.
    func kill() {
        guard let child else { return }
        Glibc.kill(child.processID, SIGKILL)
        _ = child.wait()
        self.child = nil
    }

    /// Its machine's disk is another one.
    func loseEverything() {
        kill()
        for name in ["state", "held"] { unlink("\(scratch.path)/\(name)") }
    }

    /// What it has; nothing where it was never asked.
    var held: [Held] {
        scratch.read("held").flatMap { JSONText.decode([Held].self, from: Array($0.utf8)) } ?? []
    }

    /// Says something to it as its administrator does.
    func say(_ lines: String...) throws {
        let link = try QueryLink("127.0.0.1", port, secret: Self.password)
        for line in lines { try link.ask(line) }
    }

    /// What a program of the product has to know of it.
    var plan: InstancePlan {
        InstancePlan(address: "127.0.0.1", port: port, user: "nobody", secretFile: secretFile)
    }

    private static let script = #"""
        import base64, json, os, random, re, secrets, socket, sys, threading

        folder, port, password, mode, addresses = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4], sys.argv[5:]
        signs = {"s": " ", "p": "|", "/": "/", "\\": "\\", "n": "\n", "r": "\r", "t": "\t"}
        ALL = ["b_virtualserver_modify_name", "i_client_talk_power"]
        ADMIN = ALL + [p + r for p in ("b_", "i_needed_modify_power_") for r in (
            "virtualserver_modify_maxclients", "virtualserver_modify_port", "virtualserver_snapshot_deploy")]
        voices, lock = {}, threading.RLock()

        def plain(text): return re.sub(r"\\(.)", lambda m: signs[m[1]], text)

        def escaped(text):
            return "".join("\\" + next(k for k, v in signs.items() if v == c) if c in signs.values() else c for c in str(text))

        class Refusal(Exception): pass

        def refuse(code, text): raise Refusal(code, text)

        def load():
            try:
                with open(folder + "/state") as file: return json.load(file)
            except OSError: return {"next": 1, "servers": []}

        state = load()

        def keep():
            shown = [dict(id=s["id"], port=int(s["virtualserver_port"]), name=s["virtualserver_name"],
                          slots=int(s["virtualserver_maxclients"]), online=s["id"] in voices,
                          password=s.get("virtualserver_password", ""), channels=[c[:16] for c in s["channels"]], rights=s["groups"]["6"])
                     for s in state["servers"]]
            for name, value in (("state", state), ("held", shown)):
                with open(folder + "/new", "w") as file: json.dump(value, file)
                os.rename(folder + "/new", folder + "/" + name)

        def find(sid):
            return next((s for s in state["servers"] if s["id"] == int(sid)), None) or refuse(1024, "invalid serverID")

        def start(server):
            if server["id"] in voices: refuse(1025, "server is running")
            opened = []
            for address in addresses:
                voice = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                try: voice.bind((address, int(server["virtualserver_port"])))
                except OSError:
                    for other in opened: other.close()
                    refuse(1795, "unable to bind network port")
                opened.append(voice)
            voices[server["id"]] = opened

        def stop(server):
            if server["id"] not in voices: refuse(1033, "server is not running")
            for voice in voices.pop(server["id"]): voice.close()

        def snapshot(server):
            kept = {k: v for k, v in server.items() if k not in ("id", "token")}
            return "hash=stub= data=" + base64.b64encode(json.dumps(kept).encode()).decode()

        class Talk:
            known, chosen = False, None

            def server(self):
                if not self.chosen: refuse(1024, "invalid serverID")
                return find(self.chosen)

            def answer(self, line):
                verb, *words = line.split(" ")
                values = {k: plain(v) for k, v in (w.split("=", 1) for w in words if "=" in w)}
                if verb == "login":
                    self.known = list(map(plain, words)) == ["serveradmin", password]
                    return self.known or refuse(520, "invalid loginname or password")
                if not self.known: refuse(2568, "insufficient client permissions")
                return getattr(self, "do_" + verb)(values, words)

            def do_use(self, values, words):
                if values.get("sid") == "0": self.chosen = None
                else:
                    server = find(values["sid"])
                    if server["id"] not in voices and "-virtual" not in words: refuse(1033, "server is not running")
                    self.chosen = server["id"]

            def do_serverlist(self, values, words):
                return "|".join(
                    f"virtualserver_id={s['id']} virtualserver_port={s['virtualserver_port']} virtualserver_status="
                    + ("online virtualserver_clientsonline=1" if s["id"] in voices else "offline")
                    + f" virtualserver_name={escaped(s['virtualserver_name'])}"
                    + f" virtualserver_unique_identifier={s['uid']}" for s in state["servers"])

            def do_servercreate(self, values, words):
                if any(s["virtualserver_port"] == values["virtualserver_port"] for s in state["servers"]):
                    refuse(1795, "port already in use")
                server = dict(values, id=state["next"], uid=secrets.token_hex(8) + "=", token=secrets.token_urlsafe(12) + "+/",
                              channels=[], groups={"6": list(ADMIN), "7": list(ALL), "8": []})
                state["next"] += 1
                start(server)
                state["servers"].append(server)
                return f"sid={server['id']} virtualserver_port={values['virtualserver_port']} token={escaped(server['token'])}"

            def do_serverstart(self, values, words): start(find(values["sid"]))

            def do_serverstop(self, values, words): stop(find(values["sid"]))

            def do_serverdelete(self, values, words):
                if int(values["sid"]) in voices: refuse(1025, "server is running")
                state["servers"].remove(find(values["sid"]))

            def do_serverinfo(self, values, words):
                s = self.server()
                slots = int(s['virtualserver_maxclients']) + (mode == "wrong")
                return (f"virtualserver_name={escaped(s['virtualserver_name'])} virtualserver_clientsonline=2"
                        f" virtualserver_maxclients={slots} virtualserver_queryclientsonline=2")

            def do_serveredit(self, values, words):
                s = self.server()
                if "virtualserver_port" in values and s["id"] in voices: refuse(1538, "it runs")
                s.update(values)

            def do_serversnapshotcreate(self, values, words): return snapshot(self.server())

            def do_serversnapshotdeploy(self, values, words):
                self.server().update(json.loads(base64.b64decode(values["data"])), token=None)

            def do_privilegekeydelete(self, values, words):
                if values["token"] != self.server()["token"]: refuse(1281, "database empty result set")

            def do_channelcreate(self, values, words): self.server()["channels"].append(values["channel_name"])

            def do_servergrouplist(self, values, words):
                self.server()
                return "|".join(f"sgid={i} name=Group\\s{i} type={t}" for i, t in ((3, 0), (6, 1), (7, 1), (8, 1)))

            def do_servergrouppermlist(self, values, words):
                rights = self.server()["groups"][values["sgid"]]
                if not rights: refuse(1281, "database empty result set")
                return "|".join(f"permsid={r} permvalue=75 permnegated=0 permskip=0" for r in rights)

            def do_servergroupdelperm(self, values, words):
                rights = self.server()["groups"][values["sgid"]]
                for part in " ".join(words[1:]).split("|"): rights.remove(part.split("=")[1])

        def spoil(text):
            answer = text.encode()
            if mode == "half": return answer[:len(answer) * 2 // 3]
            if mode == "noise": return bytes(random.randrange(256) for _ in range(300))
            return answer

        def serve(client):
            talk = Talk()
            if mode == "silent": threading.Event().wait()
            client.sendall(spoil("TS3\n\rWelcome to the TeamSpeak 3 ServerQuery interface.\n\r"))
            while mode == "endless": client.sendall(b"virtualserver_id=1 virtualserver_maxclients=6|error id=0" * 100)
            for line in client.makefile("r", newline="\n", encoding="utf-8"):
                if line.strip() == "quit": return
                with lock:
                    try:
                        text, verdict = talk.answer(line.rstrip("\n")), "error id=0 msg=ok"
                        keep()
                    except Refusal as refusal: text, verdict = None, "error id=%d msg=%s" % (refusal.args[0], escaped(refusal.args[1]))
                client.sendall(spoil((text + "\n\r" if isinstance(text, str) else "") + verdict + "\n\r"))

        def guarded(client):
            try: serve(client)
            except OSError: pass
            client.close()

        for server in state["servers"]:
            if server.get("virtualserver_autostart", "1") != "0": start(server)
        keep()
        query = socket.socket()
        query.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        query.bind(("127.0.0.1", port))
        query.listen(64)
        print(query.getsockname()[1], flush=True)
        while True:
            client, _ = query.accept()
            threading.Thread(target=guarded, args=(client,), daemon=True).start()
        """#
}
