// Lists of servers, hosts and deadlines: sorted, and shown a page at a time, so that the page stays small whatever the fleet.
import { badge, bar, count, h, instant, pager } from "./common.js";
import { ahead, hostTone, hostWord, place, serverState, tones } from "./fleet.js";

const pageLength = 50;

/** `#/servers?show=down&page=2`: the whole state of a view is in its address. */
export function address(path, parameters) {
  const kept = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const query = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString();
  return `#/${path.map(encodeURIComponent).join("/")}${query ? `?${query}` : ""}`;
}

/** `columns` have a name, what a row's cell shows, perhaps what it is sorted by, and whether it is a number. */
function table(caption, noun, columns, rows, { path, parameters }) {
  const link = (changes) => address(path, { ...parameters, ...changes });
  const pages = Math.max(1, Math.ceil(rows.length / pageLength));
  const page = Math.min(pages, Math.max(1, Number.parseInt(parameters.page ?? "1", 10) || 1));
  const order = /^(-?)(\w+)$/.exec(parameters.sort ?? "") ?? [];
  const by = columns.find((column) => column.id === order[2] && column.key);
  const sorted = by ? sortedRows(rows, by.key, order[1] === "-") : rows;
  const head = columns.map((column) => heading(column, by, order[1] === "-", link));
  const body = sorted.slice((page - 1) * pageLength, page * pageLength).map((row) => h("tr", {}, columns.map((column, index) =>
    h(index === 0 ? "th" : "td", { scope: index === 0 ? "row" : null, class: column.number ? "number" : null }, column.cell(row)))));
  if (rows.length === 0) return [h("p", { class: "faint" }, `No ${noun} to show.`)];
  return [
    h("div", { class: "scroll" }, h("table", { class: "list" }, h("caption", { class: "hidden" }, caption),
      h("thead", {}, h("tr", {}, head)), h("tbody", {}, body))),
    pager(page, pages, rows.length, noun, (to) => link({ page: to === 1 ? null : to })),
  ];
}

function heading(column, by, descends, link) {
  const kind = column.number ? "number" : null;
  if (!column.key) return h("th", { scope: "col", class: kind }, column.name);
  const isCurrent = by === column;
  const next = isCurrent && !descends ? `-${column.id}` : column.id;
  return h("th", { scope: "col", class: kind, "aria-sort": isCurrent ? (descends ? "descending" : "ascending") : null },
    h("a", { class: "sort", href: link({ sort: next, page: null }) }, column.name,
      isCurrent ? h("span", { "aria-hidden": "true" }, descends ? " ↓" : " ↑") : null));
}

function sortedRows(rows, key, descends) {
  const sign = descends ? -1 : 1;
  const order = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0);
  return rows.map((row) => [key(row), row]).sort((a, b) => sign * order(a[0], b[0])).map(([, row]) => row);
}

const hostLink = (name) => name ? h("a", { href: address(["hosts", name], {}) }, name) : "–";
const serverLink = (id) => h("a", { href: address(["servers", id], {}) }, id);
const numberOf = (id) => Number(id.replace(/\D/g, ""));

export function serverTable(fleet, servers, view, { withHost = true } = {}) {
  const columns = [
    { id: "id", name: "Server", cell: (server) => serverLink(server.id), key: (server) => numberOf(server.id) },
    { id: "state", name: "State", cell: (server) => badge(...serverState(server)), key: (server) => tones.indexOf(serverState(server)[0]) },
    { id: "product", name: "Product", cell: (server) => server.product, key: (server) => server.product },
    { id: "host", name: "Host", cell: (server) => hostLink(server.host), key: (server) => server.host ?? "" },
    { id: "place", name: "Address", cell: (server) => place(server) || "–" },
    { id: "slots", name: "Slots", number: true, cell: (server) => count(server.slots), key: (server) => server.slots },
    { id: "players", name: "Players", number: true, cell: (server) => server.players === undefined ? "–" : count(server.players),
      key: (server) => server.players ?? -1 },
    { id: "due", name: "Due", cell: (server) => server.due ?? "–", key: (server) => server.due ?? "" },
    { id: "phase", name: "Phase", cell: (server) => server.phase, key: (server) => server.phase },
  ];
  return table("Servers", "server", columns.filter((column) => withHost || column.id !== "host"), servers, view);
}

export function hostTable(fleet, hosts, view) {
  const up = (host) => fleet.on(host.name).filter((server) => server.demand === "running" && server.observed === "up").length;
  const demanded = (host) => fleet.on(host.name).filter((server) => server.demand === "running").length;
  const players = (host) => fleet.on(host.name).reduce((sum, server) => sum + (server.players ?? 0), 0);
  return table("Hosts", "host", [
    { id: "name", name: "Host", cell: (host) => hostLink(host.name), key: (host) => host.name },
    { id: "state", name: "State", cell: (host) => badge(...hostWord(host, fleet.on(host.name))),
      key: (host) => tones.indexOf(hostTone(host, fleet.on(host.name))) },
    { id: "up", name: "Servers up", number: true, cell: (host) => `${count(up(host))} of ${count(demanded(host))}`, key: up },
    { id: "slots", name: "Slots placed", cell: (host) => [
      bar(host.slots_used, host.slots_capacity, `${host.slots_used} of ${host.slots_capacity} slots placed`),
      h("span", { class: "beside" }, `${count(host.slots_used)} of ${count(host.slots_capacity)}`)],
      key: (host) => host.slots_capacity > 0 ? host.slots_used / host.slots_capacity : 0 },
    { id: "players", name: "Players", number: true, cell: (host) => count(players(host)), key: players },
    { id: "report", name: "Last report", cell: (host) => instant(host.last_report, fleet.now) || "–", key: (host) => host.last_report ?? "" },
  ], hosts, view);
}

export function deadlineTable(fleet, deadlines, view) {
  const server = (deadline) => fleet.serverByID.get(deadline.subscription?.replace(/^S-/, "srv-") ?? "");
  return table("Deadlines", "deadline", [
    { id: "at", name: "When", cell: (deadline) => instant(deadline.at, fleet.now) },
    { id: "what", name: "What", cell: (deadline) => badge(...ahead(deadline)) },
    { id: "server", name: "Server", cell: (deadline) => server(deadline) ? serverLink(server(deadline).id) : deadline.subscription ?? "–" },
    { id: "product", name: "Product", cell: (deadline) => server(deadline)?.product ?? "–" },
    { id: "date", name: "Instant", cell: (deadline) => deadline.at.replace("T", " ").replace("Z", " UTC") },
    { id: "rule", name: "Rule", cell: (deadline) => deadline.rule ?? "–" },
  ], deadlines, view);
}
