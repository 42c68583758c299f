// The operator's page: which view the address names, and keeping it up to date.
import { clock, h, show } from "./common.js";
import { Feed, fetchJSON } from "./feed.js";
import { Fleet } from "./fleet.js";
import * as views from "./views.js";

const content = document.getElementById("content");
const search = document.getElementById("search");
let fleet = null;
/** What was last fetched for one host or server: its file's name, what it says, and of which publication it was asked. */
let detail = { file: null, content: undefined, at: 0 };
const detailPatience = 30000;

function route() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const names = path.split("/").filter(Boolean).map(decoded);
  return { names, parameters: Object.fromEntries(new URLSearchParams(query ?? "")) };
}

function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

function view({ names: [first, name], parameters }) {
  switch (first) {
    case undefined: return views.overview(fleet);
    case "hosts": return name === undefined ? views.hosts(fleet, parameters) : views.host(fleet, name, parameters, details("hosts", name));
    case "servers": return name === undefined ? views.servers(fleet, parameters) : views.server(fleet, name, details("history", name));
    case "ahead": return views.aheadView(fleet, parameters);
    default: return views.missing("There is no such view.", "#/");
  }
}

/** What a host's or server's own file says; fetched when it is not there or old. */
function details(folder, name) {
  const file = `${folder}/${encodeURIComponent(name)}.json`;
  if (detail.file !== file) detail = { file, content: undefined, at: -Infinity };
  if (performance.now() - detail.at > detailPatience) fetchDetails(detail);
  return detail.content;
}

async function fetchDetails(wanted) {
  wanted.at = performance.now();
  try { wanted.content = (await fetchJSON(wanted.file)).content; } catch { wanted.content ??= null; }
  if (detail === wanted) draw();
}

const tabs = [["#/", "Overview"], ["#/hosts", "Hosts"], ["#/servers", "Servers"], ["#/ahead", "Ahead"]];

function draw() {
  if (!fleet) return;
  const at = route();
  const current = `#/${at.names[0] ?? ""}`;
  show(document.getElementById("views"), tabs.map(([link, name]) =>
    h("a", { href: link, "aria-current": link === current ? (at.names.length > 1 ? "true" : "page") : null }, name)));
  show(content, view(at));
  const heading = content.querySelector("h1")?.textContent ?? "";
  document.title = at.names.length === 0 ? `Lessor: ${heading}` : `${heading} – Lessor`;
  if (document.activeElement !== search) search.value = at.parameters.q ?? "";
  const { generation, generated_at, lab } = fleet.document;
  document.getElementById("source").textContent = `${lab ? "Lab clock" : "Controller's clock"} ${clock(generated_at)} · publication ${generation}`;
}

/** Another view begins at its top; a reader of the screen is told where he is. */
function turn() {
  draw();
  if (document.activeElement === search) return;
  scrollTo(0, 0);
  content.querySelector("h1")?.focus({ preventScroll: true });
}

search.addEventListener("input", () => {
  const query = search.value.trim();
  history.replaceState(null, "", query ? `#/servers?${new URLSearchParams({ q: query })}` : "#/servers");
  draw();
});

// Its own address would be taken for a view's.
document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); content.focus(); });
addEventListener("hashchange", turn);
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.activeElement === search) inSearch(event);
  else if (event.key === "/") { event.preventDefault(); search.focus(); search.select(); }
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event, event.key === "ArrowDown" ? 1 : -1);
});

function inSearch(event) {
  if (event.key === "Escape") { search.value = ""; search.dispatchEvent(new Event("input")); turnFrom(); }
  if (event.key === "ArrowDown" || event.key === "Enter") { event.preventDefault(); rowLinks()[0]?.focus(); }
}

function turnFrom() {
  search.blur();
  content.querySelector("h1")?.focus({ preventScroll: true });
}

const rowLinks = () => [...content.querySelectorAll("tbody th a, tbody td:first-child a, .attention a, .tile")];

/** Arrows go through the rows once one of them is reached; elsewhere they scroll as usual. */
function move(event, step) {
  const links = rowLinks();
  const index = links.indexOf(document.activeElement);
  const next = index < 0 ? (step > 0 && ["H1", "BODY"].includes(document.activeElement?.tagName) ? links[0] : null) : links[index + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

new Feed("fleet.json", "lessor.controller.fleet/3", (document) => {
  fleet = new Fleet(document);
  draw();
});
