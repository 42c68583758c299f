// What the page knows of a fleet.json: figures, and what each server and host is in a word.

/** Tones, the gravest first. */
export const tones = ["bad", "warn", "unknown", "idle", "good"];
const gravity = (tone) => tones.indexOf(tone);

export class Fleet {
  constructor(document) {
    Object.assign(this, { document, now: Date.parse(document.generated_at), hosts: document.hosts, servers: document.servers });
    this.byHost = grouped(this.servers);
    this.serverByID = new Map(this.servers.map((server) => [server.id, server]));
    this.hostByName = new Map(this.hosts.map((host) => [host.name, host]));
    this.demanded = this.servers.filter((server) => server.demand === "running");
    this.up = this.demanded.filter((server) => server.observed === "up");
    this.deviating = this.servers.filter((server) => server.deviation);
    this.renewals = document.deadlines.filter((deadline) => deadline.what === "renewal");
    this.destructions = document.deadlines.filter((deadline) => ["destruction", "end", "stop"].includes(deadline.what));
  }

  on(host) { return this.byHost.get(host) ?? []; }
  /** A server has the number of its subscription. */
  deadlines(server) {
    const subscription = server.id.replace(/^srv-/, "S-");
    return this.document.deadlines.filter((deadline) => deadline.subscription === subscription);
  }
  within(deadlines, days) {
    return deadlines.filter((deadline) => Date.parse(deadline.at) <= this.now + days * 86400000);
  }
  /** Hosts with the gravest tone first. */
  get worstHosts() {
    const key = (host) => gravity(hostTone(host, this.on(host.name)));
    return this.hosts.map((host) => [key(host), host]).sort((a, b) => a[0] - b[0]).map(([, host]) => host);
  }
  /** Everything whose words hold all of the given ones. */
  search(query) {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const holds = (text) => words.every((word) => text.includes(word));
    this.texts ??= this.servers.map((server) => [server, textOf(server)]);
    return {
      servers: this.texts.filter(([, text]) => holds(text)).map(([server]) => server),
      hosts: this.hosts.filter((host) => holds(`${host.name} ${host.reachability}`.toLowerCase())),
    };
  }
}

function grouped(servers) {
  const groups = new Map();
  for (const server of servers) {
    if (!groups.has(server.host)) groups.set(server.host, []);
    groups.get(server.host).push(server);
  }
  return groups;
}

const textOf = (server) => [server.id, server.id.replace(/^srv-/, "S-"), server.product, server.host, place(server), server.phase,
  server.observed, server.demand, server.deviation].filter(Boolean).join(" ").toLowerCase();

export const place = (server) => server.address
  ? `${server.address.includes(":") ? `[${server.address}]` : server.address}${server.port ? `:${server.port}` : ""}` : "";

/** Tone and word for what a server is. */
export function serverState(server) {
  if (server.deviation === "paid-but-down" && server.outside === "silent" && server.observed === "up") return ["bad", "out of reach"];
  if (server.deviation === "paid-but-down") return ["bad", server.observed === "unknown" ? "not placed" : server.observed];
  if (server.deviation === "unpaid-but-up") return ["warn", `${server.observed}, unpaid`];
  if (server.observed === "unknown") return [server.demand === "running" ? "unknown" : "idle", "unknown"];
  return [server.observed === "up" ? "good" : "idle", server.observed];
}

export function hostState(host) {
  if (host.reachability === "unknown") return ["unknown", "not asked yet"];
  if (host.reachability !== "reachable") return ["bad", host.reachability];
  return host.drained ? ["idle", "drained"] : ["good", "reachable"];
}

/** A host is as bad as itself or what runs on it. */
export function hostTone(host, servers) {
  const own = hostState(host)[0];
  return servers.some((server) => server.deviation) && gravity(own) > gravity("warn") ? "warn" : own;
}

/** Tone and word for a host with what runs on it. */
export function hostWord(host, servers) {
  const tone = hostTone(host, servers);
  return [tone, tone === "warn" ? "servers deviate" : hostState(host)[1]];
}

/** What a deadline will do, in a few words. */
export function ahead(deadline) {
  const names = { renewal: "renewal", destruction: "destruction", end: "end", stop: "stop" };
  const name = names[deadline.what] ?? deadline.what;
  if (deadline.what === "renewal") return deadline.covered === false ? ["warn", "renewal, not covered"] : ["good", name];
  return [names[deadline.what] ? "bad" : "idle", name];
}
