#!/usr/bin/env python3
"""What an agent costs that probes many servers, and how soon it finds a dead one.

    agent-cost.py AGENT [--servers 1000] [--interval 10] [--seconds 120] [--frozen 100]
    agent-cost.py --peer monit|blackbox [--servers 1000] [--interval 10] [--seconds 120]

Each server is a small process that answers Mumble's ping on UDP; for peers, which know no such protocol, one that takes TCP
connections. Everything is below a temporary directory and ends with the run.
"""
import argparse, json, os, random, shutil, signal, socket, subprocess, sys, tempfile, threading, time, urllib.request

RESPONDER = r"""
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
int main(int count, char **words) {
    struct sockaddr_in own = {.sin_family = AF_INET, .sin_port = htons(atoi(words[2]))}, peer;
    inet_pton(AF_INET, words[1], &own.sin_addr);
    int tcp = count > 3, one = 1, s = socket(AF_INET, tcp ? SOCK_STREAM : SOCK_DGRAM, 0);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(s, (void *)&own, sizeof own)) return 1;
    if (tcp) for (listen(s, 16);;) close(accept(s, 0, 0));
    for (unsigned char b[64];;) {
        socklen_t size = sizeof peer;
        if (recvfrom(s, b, 64, 0, (void *)&peer, &size) != 12) continue;
        unsigned char a[24] = {0, 1, 3, 4};
        memcpy(a + 4, b + 4, 8);
        a[15] = 2; a[19] = 20;
        sendto(s, a, 24, 0, (void *)&peer, size);
    }
}
"""

ADDRESS = "127.77.0.1"


def ticks(pid):
    with open(f"/proc/{pid}/stat") as file:
        words = file.read().rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid):
    with open(f"/proc/{pid}/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) / 1024


def measure(pid, seconds, name):
    before, start = ticks(pid), time.monotonic()
    time.sleep(seconds)
    share = (ticks(pid) - before) / (time.monotonic() - start)
    print(f"{name}: {share * 100:.2f} % of one core, {resident(pid):.1f} MiB resident; load {os.getloadavg()[0]:.1f}", flush=True)


def compile_responder(folder):
    source, program = folder + "/responder.c", folder + "/responder"
    with open(source, "w") as file:
        file.write(RESPONDER)
    subprocess.run(["cc", "-O2", "-o", program, source], check=True)
    return program


class Agent:
    def __init__(self, program, folder, responder):
        self.program, self.folder = program, folder
        os.chmod(folder, 0o711)
        with open(folder + "/agent.json", "w") as file:
            json.dump({"host": "bench", "labClock": False, "programs": [responder]}, file)
        self.start()

    def start(self):
        program, folder = self.program, self.folder
        self.process = subprocess.Popen([program, "run", "--root", folder, "--foreground"], stderr=subprocess.DEVNULL)
        self.line = None
        while self.line is None:
            try:
                link = socket.socket(socket.AF_UNIX)
                link.connect(folder + "/run/agent.sock")
                self.line = link.makefile("rwb")
            except OSError:
                time.sleep(0.05)

    def restart(self):
        """Ends the agent and starts it again, as its upgrade does; its servers run on, and are no longer its children."""
        self.process.terminate()
        self.process.wait()
        self.start()

    def ask(self, request):
        self.line.write(json.dumps({"version": 1, "request": request}).encode() + b"\n")
        self.line.flush()
        return json.loads(self.line.readline())["response"]

    def report(self, since=0, journal=None):
        query = {"since": since, "limit": 5000}
        if journal:
            query["journalID"] = journal
        return self.ask({"report": {"_0": query}})["report"]["_0"]


def desired(number, responder, interval):
    port = 20000 + number
    return {"id": f"srv-{1000 + number}", "generation": 1, "state": "running", "program": {
        "slots": 20, "address": ADDRESS, "ports": [{"name": "voice", "transport": "udp", "number": port}],
        "arguments": [responder, ADDRESS, str(port)], "environment": {}, "files": [], "prepare": [],
        "probe": {"kind": "mumble", "port": "voice", "intervalSeconds": interval, "timeoutMilliseconds": 1000, "failures": 3},
        "stop": {"signal": 15, "graceSeconds": 5}, "cleanExitCodes": [0], "openFiles": 64,
        "restart": {"attempts": 5, "intervalSeconds": 60, "delaySeconds": 60, "maximumDelaySeconds": 60}}}


def quantile(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def detect(agent, names, harm, name):
    """How long after the harm the agent says that they are down."""
    report = agent.report()
    journal, since = report["journalID"], report["lastSequence"]
    pids = {server["id"]: server.get("processID") for server in report["servers"]}
    harmed = {}
    for server in names:
        harmed[server] = time.monotonic()
        os.kill(pids[server], harm)
    found = {}
    while len(found) < len(names) and time.monotonic() - min(harmed.values()) < 300:
        report = agent.report(since, journal)
        for record in report["records"]:
            since = max(since, record["sequence"])
            if record["kind"] == "down" and record["server"] in harmed:
                found.setdefault(record["server"], time.monotonic() - harmed[record["server"]])
        time.sleep(0.05)
    values = list(found.values())
    print(f"{name}: {len(found)} of {len(names)} found, p50 {quantile(values, 0.5):.2f} s, p99 {quantile(values, 0.99):.2f} s", flush=True)


def bench_agent(options, folder):
    responder = compile_responder(folder)
    root = folder + "/agent"
    os.mkdir(root)
    agent = Agent(options.agent, root, responder)
    names = []
    try:
        for start in range(0, options.servers, 100):
            numbers = range(start, min(start + 100, options.servers))
            refused = agent.ask({"apply": {"_0": {"servers": [desired(n, responder, options.interval) for n in numbers]}}})
            assert not refused["applied"]["_0"]["refused"], refused["applied"]["_0"]["refused"][:1]
            names += [f"srv-{1000 + n}" for n in numbers]
        while sum(server["state"] == "up" for server in agent.report()["servers"]) < options.servers:
            time.sleep(0.5)
        time.sleep(options.interval)
        measure(agent.process.pid, options.seconds, f"lessor-agent, {options.servers} probes each {options.interval} s")
        agent.restart()
        time.sleep(2 * options.interval)
        measure(agent.process.pid, options.seconds, "the same after a restart of the agent")
        chosen = random.sample(names, min(2 * options.frozen, len(names)))
        half = len(chosen) // 2
        detect(agent, chosen[:half], signal.SIGKILL, "killed servers")
        detect(agent, chosen[half:], signal.SIGSTOP, f"frozen servers (down after 3 probes, one each {options.interval} s)")
    finally:
        pids = {server.get("processID") for server in agent.report()["servers"]}
        agent.process.kill()
        agent.process.wait()
        for pid in filter(None, pids):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass


def bench_peer(options, folder):
    responder = compile_responder(folder)
    servers = [subprocess.Popen([responder, ADDRESS, str(20000 + n), "tcp"]) for n in range(options.servers)]
    peer = None
    try:
        if options.peer == "monit":
            rules = [f"set daemon {options.interval}", f"set pidfile {folder}/monit.pid", f"set statefile {folder}/state",
                     f"set idfile {folder}/id", f"set log {folder}/log"]
            rules += [f"check host s{n} with address {ADDRESS}\n  if failed port {20000 + n} type tcp then alert" for n in range(options.servers)]
            with open(folder + "/monitrc", "w") as file:
                file.write("\n".join(rules) + "\n")
            os.chmod(folder + "/monitrc", 0o600)
            peer = subprocess.Popen([options.program or "monit", "-I", "-c", folder + "/monitrc"], stdout=subprocess.DEVNULL)
            time.sleep(2 * options.interval)
        else:
            with open(folder + "/blackbox.yml", "w") as file:
                file.write("modules:\n  tcp:\n    prober: tcp\n    timeout: 1s\n")
            port = 29115
            peer = subprocess.Popen([options.program or "prometheus-blackbox-exporter", f"--config.file={folder}/blackbox.yml",
                                     f"--web.listen-address=127.0.0.1:{port}", "--log.level=error"], stderr=subprocess.DEVNULL)
            time.sleep(2)
            threading.Thread(target=scrape, args=(port, options), daemon=True).start()
            time.sleep(options.interval)
        measure(peer.pid, options.seconds, f"{options.peer}, {options.servers} TCP checks each {options.interval} s")
    finally:
        for process in [peer] + servers:
            if process:
                process.kill()
                process.wait()


def scrape(port, options):
    """As Prometheus does, spread over the interval."""
    number, start = 0, time.monotonic()
    while True:
        target = f"{ADDRESS}:{20000 + number % options.servers}"
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/probe?module=tcp&target={target}").read()
        except OSError:
            return  # The exporter was ended.
        number += 1
        time.sleep(max(0, start + number * options.interval / options.servers - time.monotonic()))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("agent", nargs="?")
    parser.add_argument("--peer", choices=["monit", "blackbox"])
    parser.add_argument("--program", help="the peer's program")
    for name, default in [("servers", 1000), ("interval", 10), ("seconds", 120), ("frozen", 100)]:
        parser.add_argument("--" + name, type=int, default=default)
    options = parser.parse_args()
    # Told to end, it still ends what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folder = tempfile.mkdtemp(prefix="lessor-bench-")
    try:
        if options.peer:
            bench_peer(options, folder)
        elif options.agent:
            bench_agent(options, folder)
        else:
            parser.error("name the agent's program, or a peer")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
