// The strip of uptime classes: one bar a day.
import { counted, duration, h } from "./common.js";

/** From the bottom of a bar to its top. */
const classes = ["up", "maintenance", "held", "client-stopped", "absent", "unknown", "host-unreachable", "down"];
const words = {
  up: "up", maintenance: "maintenance", held: "held", "client-stopped": "stopped by the client", absent: "not leased",
  unknown: "unknown", "host-unreachable": "host unreachable", down: "down",
};
const [width, gap, height] = [10, 2, 100];
/** Height of the smallest part, so that a short outage is seen. */
const least = 10;

/** `uptime` as in the status files: `from`, and an object of amounts by class for each day. */
export function strip(uptime, label) {
  const days = uptime.days;
  const paths = Object.fromEntries([...classes, "nothing"].map((name) => [name, ""]));
  days.forEach((day, index) => {
    for (const [name, y, part] of parts(day)) paths[name] += `M${index * width} ${y}h${width - gap}v${part}h${gap - width}z`;
  });
  return h("svg", {
    class: "strip", role: "img", "aria-label": `${label}: ${summary(uptime)}`,
    viewBox: `0 0 ${Math.max(1, days.length) * width - gap} ${height}`, preserveAspectRatio: "none",
  }, Object.entries(paths).filter(([, d]) => d).map(([name, d]) => h("path", { class: `class-${name}`, d })),
  days.map((day, index) => h("rect", { class: "day", x: index * width, width, height },
    h("title", {}, `${date(uptime.from, index)}: ${told(day) || "nothing recorded"}`))));
}

/** The same without the days' own words: for many strips on one page. */
export function smallStrip(uptime, label) {
  const element = strip(uptime, label);
  element.querySelectorAll(".day").forEach((day) => day.remove());
  return element;
}

/** Class, top and height of each part of a day's bar. */
function parts(day) {
  const whole = total(day);
  if (whole === 0) return [["nothing", 0, height]];
  const present = classes.filter((name) => day[name] > 0);
  const heights = present.map((name) => Math.max(least, (height * day[name]) / whole));
  const largest = heights.indexOf(Math.max(...heights));
  heights[largest] -= heights.reduce((sum, part) => sum + part, 0) - height;
  let y = height;
  return present.map((name, index) => [name, (y -= heights[index]), heights[index]].map(rounded));
}

const rounded = (value) => (typeof value === "number" ? Math.round(value * 10) / 10 : value);
const total = (day) => classes.reduce((sum, name) => sum + (day[name] ?? 0), 0);
const told = (day) => classes.filter((name) => day[name] > 0).map((name) => `${words[name]} ${amount(day, name)}`).join(", ");
const amount = (day, name) => day[name] === total(day) ? "all of it" : duration(day[name]);
const sums = (days) => Object.fromEntries(classes.map((name) => [name, days.reduce((sum, day) => sum + (day[name] ?? 0), 0)]));

/** A civil day some days after another. */
function date(from, index) {
  const day = new Date(Date.parse(`${from}T00:00:00Z`) + index * 86400000);
  return day.toISOString().slice(0, 10);
}

/** Of the time that was to be served, how much of it was. */
export function served(uptime) {
  const all = sums(uptime.days);
  const due = all.up + all.down + all.maintenance + all.unknown + all["host-unreachable"];
  return due > 0 ? `${(Math.floor((10000 * all.up) / due) / 100).toFixed(2)} %` : null;
}

function summary(uptime) {
  const part = served(uptime);
  const bad = uptime.days.filter((day) => day.down > 0).length;
  return `the last ${counted(uptime.days.length, "day")}; ` + (part ? `up ${part} of the time that was to be served, ` : "")
    + (bad > 0 ? `${counted(bad, "day")} with an interruption` : "no interruption");
}

/** What the colours mean, with the time of each. */
export function legend(uptime) {
  const all = sums(uptime.days);
  return h("ul", { class: "legend" }, classes.filter((name) => all[name] > 0).map((name) =>
    h("li", {}, h("span", { class: `swatch class-${name}`, "aria-hidden": "true" }), `${words[name]} ${duration(all[name])}`)));
}

/** The days that were not simply up, as words. */
export function dayTable(uptime) {
  const rows = uptime.days.map((day, index) => [date(uptime.from, index), day])
    .filter(([, day]) => (day.up ?? 0) + (day.absent ?? 0) < total(day)).reverse();
  if (rows.length === 0) return h("p", { class: "faint" }, "Up throughout.");
  return h("details", {}, h("summary", {}, `${counted(rows.length, "day")} not up throughout`),
    h("table", {}, h("caption", { class: "hidden" }, "Days not up throughout"),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Day"), h("th", { scope: "col" }, "What it was"))),
      h("tbody", {}, rows.map(([name, day]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, told(day)))))));
}

/** Where the strip begins and ends; a screen reader has it from the strip's own label. */
export const ends = (uptime, middle = "") => h("p", { class: "ends", "aria-hidden": "true" },
  h("span", {}, uptime.from), middle ? h("span", {}, middle) : null, h("span", {}, "today"));
