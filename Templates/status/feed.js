// Fetches a status file again and again, and says how fresh it is.
import { duration } from "./common.js";

const shortest = 5000;
const longest = 60000;
/** Seconds after which a file that stands still is worth a word. A controller writes with each pass. */
const patience = 60;

export class Feed {
  /** `schema` is the name and version that this page reads; `changed` is called after each look. */
  constructor(file, schema, changed) {
    Object.assign(this, { file, schema, changed, document: null, failure: null, failedSince: null, fetched: null });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.look(); });
    setInterval(() => this.tell(), 1000);
    this.look();
  }

  async look() {
    clearTimeout(this.timer);
    if (this.looking) return;
    this.looking = true;
    const start = performance.now();
    try {
      await this.read();
      this.changed(this.document);
      Object.assign(this, { failure: null, failedSince: null });
    } catch (error) {
      this.failure = words(error);
      this.failedSince ??= new Date();
    }
    this.tell();
    this.looking = false;
    // A large file is read less often, so that reading it never fills the time.
    const pause = Math.min(longest, Math.max(shortest, 20 * (performance.now() - start)));
    this.timer = setTimeout(() => { if (!document.hidden) this.look(); }, pause);
  }

  async read() {
    const { answer, content } = await fetchJSON(this.file);
    if (content.schema !== this.schema) {
      throw new Error(`this page reads ${this.schema} and the file is ${String(content.schema)}; reload the page`);
    }
    // The web server's clock, where it tells it: the reader's own may be wrong.
    const now = Date.parse(answer.headers.get("date") ?? "") || Date.now();
    this.document = content;
    this.fetched = { at: performance.now(), age: Math.max(0, (now - Date.parse(content.written_at)) / 1000) };
  }

  /** Seconds since the controller wrote the file. */
  get age() { return this.fetched ? this.fetched.age + (performance.now() - this.fetched.at) / 1000 : null; }

  tell() {
    const state = this.failure ? "failed" : this.age === null ? "loading" : this.age > patience ? "stale" : "live";
    text("state", { failed: "No data", loading: "Loading", stale: "Out of date", live: "Live" }[state]);
    text("age", this.age === null ? "" : `${duration(Math.round(this.age)).split(" ").slice(0, 2).join(" ")} old`);
    document.getElementById("freshness").dataset.state = state;
    const trouble = document.getElementById("trouble");
    const sentence = this.sentence(state);
    trouble.hidden = !sentence;
    if (trouble.textContent !== sentence) trouble.textContent = sentence;
  }

  sentence(state) {
    if (state === "failed") {
      const since = this.failedSince.toLocaleTimeString();
      const old = this.document ? "What is shown is older." : "There is nothing to show yet.";
      return `${this.file} cannot be read since ${since}: ${this.failure}. ${old} Trying again.`;
    }
    if (state !== "stale") return "";
    return "The controller has not written its status files for more than a minute: what is shown may be wrong.";
  }
}

/** Fetches a file beside this page. */
export async function fetchJSON(file) {
  const answer = await fetch(file, { cache: "no-cache", signal: AbortSignal.timeout(30000) });
  if (!answer.ok) throw Object.assign(new Error(`the web server answers ${answer.status}`), { status: answer.status });
  return { answer, content: await answer.json() };
}

function words(error) {
  if (error.name === "TimeoutError") return "the web server takes longer than 30 seconds";
  if (error instanceof SyntaxError) return "it is not JSON";
  if (error instanceof TypeError) return "the web server does not answer";
  return error.message;
}

function text(id, value) {
  const element = document.getElementById(id);
  if (element.textContent !== value) element.textContent = value;
}
