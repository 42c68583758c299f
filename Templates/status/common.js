// What both pages share: making elements, bringing the page up to date, words for figures and times.

const svg = "http://www.w3.org/2000/svg";
const drawn = new Set(["svg", "g", "path", "rect", "title"]);

/** An element. Children are elements or text; whatever comes from a file becomes text, never markup. */
export function h(tag, attributes, ...children) {
  const element = drawn.has(tag) ? document.createElementNS(svg, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

/** Makes the children of `parent` like `fresh`. What stays the same stays in place, and with it focus and scrolling. */
export function show(parent, ...fresh) {
  const focused = parent.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  children(parent, fresh.flat(Infinity).filter(Boolean));
  if (focused === null || document.activeElement?.getAttribute("href") === focused) return;
  [...parent.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus({ preventScroll: true });
}

function children(parent, fresh) {
  fresh.forEach((node, index) => {
    const old = parent.childNodes[index];
    if (!old) parent.append(node);
    else if (old.nodeType !== node.nodeType || old.nodeName !== node.nodeName) old.replaceWith(node);
    else if (node.nodeType === Node.TEXT_NODE) { if (old.data !== node.data) old.data = node.data; }
    else morph(old, node);
  });
  while (parent.childNodes.length > fresh.length) parent.lastChild.remove();
}

function morph(old, fresh) {
  for (const { name } of [...old.attributes]) {
    // Whether details are open is the reader's.
    if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  children(old, [...fresh.childNodes]);
}

const plain = new Intl.NumberFormat("en");
export const count = (value) => plain.format(value);
export const counted = (value, one, many = one + "s") => `${count(value)} ${value === 1 ? one : many}`;

/** A length of time in its two largest units. */
export function duration(seconds) {
  const units = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];
  const first = units.findIndex(([, size]) => seconds >= size);
  if (first < 0) return "0 s";
  const [[name, size], next] = [units[first], units[first + 1]];
  const rest = next ? Math.floor((seconds % size) / next[1]) : 0;
  return `${Math.floor(seconds / size)} ${name}${rest > 0 ? ` ${rest} ${next[0]}` : ""}`;
}

/** How far an instant is from now, on the clock that both are of. */
export function relative(text, now) {
  const seconds = Math.round((Date.parse(text) - now) / 1000);
  const length = duration(Math.abs(seconds)).split(" ").slice(0, 2).join(" ");
  return seconds > 0 ? `in ${length}` : `${length} ago`;
}

/** `2010-02-28 05:00 UTC`, with how far away it is. */
export function instant(text, now) {
  if (!text) return "";
  return h("time", { datetime: text, title: clock(text) }, relative(text, now));
}
export const clock = (text) => text.replace("T", " ").replace(/:\d\dZ$/, " UTC");

/** A part of a whole as a bar. */
export function bar(part, whole, label) {
  const width = whole > 0 ? Math.min(100, (100 * part) / whole) : 0;
  return h("svg", { class: "fill", role: "img", "aria-label": label },
    h("rect", { class: "rest", width: "100%", height: "100%", rx: 3 }),
    h("rect", { class: width > 90 ? "part full" : "part", width: `${width}%`, height: "100%", rx: 3 }));
}

/** A word with the colour of a tone; the word alone says it. */
export const badge = (tone, word) => h("span", { class: `badge ${tone}` }, word);

/** Links to the other pages of a list; `link` makes the address of a page. */
export function pager(page, pages, total, noun, link) {
  if (pages <= 1) return null;
  const step = (to, word) => to >= 1 && to <= pages
    ? h("a", { href: link(to), rel: word === "Next" ? "next" : "prev" }, word)
    : h("span", { class: "off", "aria-hidden": "true" }, word);
  return h("nav", { class: "pager", "aria-label": "Pages of the list" },
    step(page - 1, "Previous"), h("span", {}, `Page ${count(page)} of ${count(pages)}, ${counted(total, noun)}`),
    step(page + 1, "Next"));
}
