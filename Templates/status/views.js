// The views: each makes its elements from the fleet and the parameters of its address.
import { badge, bar, clock, count, counted, h, instant } from "./common.js";
import { ahead, hostState, hostTone, hostWord, place, serverState } from "./fleet.js";
import { dayTable, ends, legend, served, strip } from "./strip.js";
import { address, deadlineTable, hostTable, serverTable } from "./table.js";

const title = (...words) => h("h1", { tabindex: "-1" }, words);
const section = (name, ...content) => h("section", { "aria-label": name }, h("h2", {}, name), content);

export function overview(fleet) {
  return [title(headline(fleet)), figures(fleet), attention(fleet), hostTiles(fleet), next(fleet)];
}

function headline(fleet) {
  const missing = fleet.demanded.length - fleet.up.length;
  if (fleet.demanded.length === 0) return "No server should run.";
  if (missing === 0) return fleet.up.length === 1 ? "The server that should run is up." : `All ${count(fleet.up.length)} servers that should run are up.`;
  return `${count(missing)} of ${counted(fleet.demanded.length, "server")} that should run ${missing === 1 ? "is" : "are"} not known to be up.`;
}

function figures(fleet) {
  const { counts } = fleet.document;
  const reachable = fleet.hosts.filter((host) => host.reachability === "reachable").length;
  const [used, capacity] = ["slots_used", "slots_capacity"].map((key) => fleet.hosts.reduce((sum, host) => sum + host[key], 0));
  const renewals = fleet.within(fleet.renewals, 10);
  const uncovered = renewals.filter((deadline) => deadline.covered === false).length;
  const figure = (name, value, more, link) => h("div", { class: "figure" }, h("dt", {}, name),
    h("dd", {}, link ? h("a", { href: link }, value) : value, more ? h("span", { class: "more" }, more) : null));
  return h("dl", { class: "figures" },
    figure("Servers up", count(fleet.up.length), `of ${count(fleet.demanded.length)}`, "#/servers"),
    figure("Hosts reachable", count(reachable), `of ${count(fleet.hosts.length)}`, "#/hosts"),
    figure("Players", count(fleet.servers.reduce((sum, server) => sum + (server.players ?? 0), 0))),
    figure("Slots placed", count(used), [`of ${count(capacity)}`, bar(used, capacity, `${used} of ${capacity} slots placed`)]),
    figure("Renewals in 10 days", count(renewals.length), uncovered > 0 ? badge("warn", `${count(uncovered)} not covered`) : null,
      "#/ahead?show=renewals"),
    figure("Destructions in 3 days", count(fleet.within(fleet.destructions, 3).length), null, "#/ahead?show=destructions"),
    figure("Accounts", count(counts.accounts), counts.accounts_parked > 0 ? badge("bad", `${count(counts.accounts_parked)} parked`) : null),
    figure("Mail waiting", count(counts.outbox_pending)),
    figure("Payments unmatched", count(counts.payments_unmatched)));
}

const attentionLimit = 10;

function attention(fleet) {
  const hosts = fleet.hosts.filter((host) => host.problem).map((host) => ["bad", address(["hosts", host.name], {}), host.name, host.problem]);
  const servers = fleet.deviating.map((server) => [...serverState(server).slice(0, 1), address(["servers", server.id], {}), server.id,
    `${server.deviation === "paid-but-down" ? "paid and" : "must not run and is"} ${server.observed}`
      + (server.host ? ` on ${server.host}` : "") + (server.problem ? `: ${server.problem}` : "")]);
  const overdue = fleet.document.counts.majeure_news_overdue ?? 0;
  const news = overdue > 0 ? [["bad", "#/", "Force majeure", `${count(overdue)} of its cases without news in time: lessor majeure update`]] : [];
  const all = [...hosts, ...news, ...servers.sort((a, b) => (a[0] === b[0] ? 0 : a[0] === "bad" ? -1 : 1))];
  if (all.length === 0) return section("Wants a person", h("p", { class: "calm" }, "Nothing wants a person."));
  return section("Wants a person", h("ul", { class: "attention" }, all.slice(0, attentionLimit).map(([tone, link, name, about]) =>
    h("li", {}, h("span", { class: `dot ${tone}`, "aria-hidden": "true" }), h("a", { href: link }, name), " ", h("span", {}, about)))),
  all.length > attentionLimit ? h("p", {}, h("a", { href: "#/servers?show=deviating" }, `All ${count(servers.length)} servers`), " · ",
    h("a", { href: "#/hosts?sort=state" }, `all ${count(hosts.length)} hosts with a problem`)) : null);
}

const tileLimit = 60;

function hostTiles(fleet) {
  const rest = fleet.hosts.length - tileLimit;
  return section("Hosts", h("ul", { class: "tiles" }, fleet.worstHosts.slice(0, tileLimit).map((host) => {
    const servers = fleet.on(host.name).filter((server) => server.demand === "running");
    const up = servers.filter((server) => server.observed === "up").length;
    return h("li", {}, h("a", { class: `tile ${hostTone(host, fleet.on(host.name))}`, href: address(["hosts", host.name], {}) },
      h("strong", {}, host.name), h("span", {}, host.problem ? hostState(host)[1] : `${count(up)} of ${count(servers.length)} up`)));
  })), rest > 0 ? h("p", {}, h("a", { href: "#/hosts?sort=state" }, `${counted(rest, "more host")}, none of them worse`)) : null);
}

function next(fleet) {
  const soon = [...fleet.renewals, ...fleet.destructions].sort((a, b) => (a.at < b.at ? -1 : 1)).slice(0, 8);
  return section("Ahead", deadlineTable(fleet, soon, { path: ["ahead"], parameters: {} }));
}

export function hosts(fleet, parameters) {
  return [title("Hosts"), hostTable(fleet, fleet.hosts, { path: ["hosts"], parameters })];
}

export function host(fleet, name, parameters, file) {
  const found = fleet.hostByName.get(name);
  if (!found) return missing(`The host ${name} is not in the status files.`, "#/hosts");
  return [
    title(name, " ", badge(...hostWord(found, fleet.on(name)))),
    found.problem ? h("p", { class: "problem" }, found.problem) : null,
    facts([
      ["Slots placed", `${count(found.slots_used)} of ${count(found.slots_capacity)}`],
      ["Last answer", instant(found.since, fleet.now)], ["Last report", instant(found.last_report, fleet.now)],
      ["Takes new servers", found.drained ? "no, it is drained" : "yes"],
    ]),
    history(file?.uptime, file, "All its servers together"),
    section("Servers", serverTable(fleet, fleet.on(name), { path: ["hosts", name], parameters }, { withHost: false })),
  ];
}

const filters = {
  all: ["All", () => true],
  deviating: ["Deviating", (server) => server.deviation],
  down: ["Paid but down", (server) => server.deviation === "paid-but-down"],
  unpaid: ["Unpaid but up", (server) => server.deviation === "unpaid-but-up"],
  unknown: ["Unknown", (server) => server.demand === "running" && server.observed === "unknown"],
  stopped: ["To be stopped", (server) => server.demand === "stopped"],
};

export function servers(fleet, parameters) {
  const query = parameters.q ?? "";
  const found = query ? fleet.search(query) : { servers: fleet.servers, hosts: [] };
  const show = Object.hasOwn(filters, parameters.show ?? "") ? parameters.show : "all";
  return [
    title(query ? [`Search for “`, query, `”`] : "Servers"),
    query && found.hosts.length > 0 ? h("p", { class: "found" }, `${counted(found.hosts.length, "host")}: `,
      found.hosts.slice(0, 12).map((host) => [h("a", { href: address(["hosts", host.name], {}) }, host.name), " "]),
      found.hosts.length > 12 ? "…" : null) : null,
    choices("Which servers", filters, show, found.servers, (name) => address(["servers"], { q: query, sort: parameters.sort, show: name === "all" ? null : name })),
    serverTable(fleet, found.servers.filter(filters[show][1]), { path: ["servers"], parameters }),
  ];
}

/** Links that choose a part of a list, with how much each has. */
function choices(label, parts, current, rows, link) {
  return h("nav", { class: "choices", "aria-label": label }, Object.entries(parts).map(([name, [words, holds]]) =>
    h("a", { href: link(name), "aria-current": name === current ? "true" : null }, words, " ",
      h("span", { class: "count" }, count(rows.filter(holds).length)))));
}

export function server(fleet, id, file) {
  const found = fleet.serverByID.get(id);
  if (!found) return missing(`The server ${id} is not in the status files; it may be no more.`, "#/servers");
  return [
    title(id, " ", badge(...serverState(found))),
    found.problem ? h("p", { class: "problem" }, found.problem) : null,
    facts([
      ["Product", found.product],
      ["Host", found.host ? h("a", { href: address(["hosts", found.host], {}) }, found.host) : "none"],
      ["Address", place(found)], ["Contract demands", found.demand], ["Observed", found.observed],
      ["Since", instant(found.since, fleet.now)],
      ["Slots", count(found.slots) + (found.slots_reported !== undefined && found.slots_reported !== found.slots ? `, it says ${count(found.slots_reported)}` : "")],
      ["Players", found.players === undefined ? "" : count(found.players)], ["Phase", found.phase], ["Next due date", found.due ?? ""],
    ]),
    history(file?.uptime, file, "What it was"),
    section("Ahead", ownDeadlines(fleet, found)),
  ];
}

function ownDeadlines(fleet, server) {
  const own = fleet.deadlines(server);
  if (own.length === 0) return h("p", { class: "faint" }, "Nothing is ahead.");
  return h("ul", { class: "attention" }, own.map((deadline) => h("li", {}, badge(...ahead(deadline)), " ",
    instant(deadline.at, fleet.now), " ", h("span", { class: "faint" }, `${clock(deadline.at)}${deadline.rule ? `, ${deadline.rule}` : ""}`))));
}

/** `file` is undefined while it is fetched, null when there is none. */
function history(uptime, file, label) {
  const content = uptime ? [strip(uptime, label), ends(uptime, served(uptime) && `up ${served(uptime)} of the time that was to be served`), legend(uptime), dayTable(uptime)]
    : h("p", { class: "faint" }, file === undefined ? "Loading." : "The controller has not looked at these days yet.");
  return section("Last 90 days", content);
}

const facts = (rows) => h("dl", { class: "facts" }, rows.filter(([, value]) => value !== "").map(([name, value]) =>
  h("div", {}, h("dt", {}, name), h("dd", {}, value))));

const upcoming = {
  all: ["All", () => true],
  renewals: ["Renewals", (deadline) => deadline.what === "renewal"],
  uncovered: ["Not covered", (deadline) => deadline.what === "renewal" && deadline.covered === false],
  destructions: ["Stops and destructions", (deadline) => ["stop", "destruction", "end"].includes(deadline.what)],
};

export function aheadView(fleet, parameters) {
  const show = Object.hasOwn(upcoming, parameters.show ?? "") ? parameters.show : "all";
  const all = fleet.document.deadlines;
  return [
    title("Ahead"),
    choices("Which deadlines", upcoming, show, all, (name) => address(["ahead"], { show: name === "all" ? null : name })),
    deadlineTable(fleet, all.filter(upcoming[show][1]), { path: ["ahead"], parameters }),
  ];
}

export const missing = (sentence, back) => [title(sentence), h("p", {}, h("a", { href: back }, "Back to the list"))];
