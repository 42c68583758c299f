// The outage page: how hosts and products do, from public.json, which names no client and no server.
import { badge, counted, h, pager, show } from "./common.js";
import { Feed } from "./feed.js";
import { ends, served, smallStrip } from "./strip.js";

const content = document.getElementById("content");
const pageLength = 25;
const order = ["outage", "degraded", "unknown", "operational"];
const words = {
  operational: ["good", "operational", "All systems are operational."], unknown: ["unknown", "unknown", "The state of some hosts is not known."],
  degraded: ["warn", "degraded", "Some systems do not work as they should."], outage: ["bad", "outage", "There is an outage."],
};
const word = (state) => words[state] ?? words.unknown;
let state = null;

function hostRow(host) {
  const [tone, name] = word(host.state);
  const part = host.uptime ? served(host.uptime) : null;
  return h("li", { class: "system" }, h("div", { class: "line" }, h("h3", {}, host.name), badge(tone, name),
    part ? h("span", { class: "faint" }, `${part} in ${counted(host.uptime.days.length, "day")}`) : null),
  host.uptime ? [smallStrip(host.uptime, host.name), ends(host.uptime)] : null);
}

function draw() {
  if (!state) return;
  const hosts = [...state.hosts].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const pages = Math.max(1, Math.ceil(hosts.length / pageLength));
  const page = Math.min(pages, Math.max(1, Number.parseInt(/page=(\d+)/.exec(location.hash)?.[1] ?? "1", 10)));
  show(content,
    h("h1", { class: `banner ${word(state.state)[0]}`, tabindex: "-1" }, word(state.state)[2]),
    state.products.length > 0 ? h("section", { "aria-label": "Products" }, h("h2", {}, "Products"),
      h("ul", { class: "products" }, state.products.map((product) =>
        h("li", {}, h("span", {}, product.product), badge(...word(product.state).slice(0, 2)))))) : null,
    h("section", { "aria-label": "Hosts" }, h("h2", {}, "Hosts"),
      h("ul", { class: "systems" }, hosts.slice((page - 1) * pageLength, page * pageLength).map(hostRow)),
      pager(page, pages, hosts.length, "host", (to) => `#page=${to}`)));
  document.title = word(state.state)[2];
}

addEventListener("hashchange", () => { draw(); scrollTo(0, 0); content.querySelector("h1")?.focus({ preventScroll: true }); });

new Feed("public.json", "lessor.controller.public/1", (document) => {
  state = document;
  draw();
});
