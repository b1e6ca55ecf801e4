// The playground: a form for one person, a table for files, and between them and the library one worker.

import { el, select, shown } from "./dom.js";
import { filesView } from "./files.js";
import { answerView, field } from "./view.js";
import { EXAMPLES, WORDS } from "./words.js";

const HERE = new URL("./", import.meta.url);
const LANG = document.documentElement.lang.startsWith("en") ? "en" : "ja";
const KEPT = "kananame-playground";
const PAUSE = 20; // of typing, in milliseconds, before a name is looked at
const SAID_AFTER = 700; // of rest, before a screen reader is told

const words = WORDS[LANG];
const root = document.getElementById("playground");

/** The library in its worker: questions go in, each comes back with its answer or with what failed. */
class Library {
  constructor(onStage) {
    this.last = 0;
    this.waiting = new Map();
    this.worker = new Worker(new URL("worker.js", HERE), { type: "module" });
    this.worker.onerror = (event) => onStage({ stage: "failed", failed: event.message ?? "" });
    this.worker.onmessage = ({ data }) => (data.stage ? onStage(data) : this.waiting.get(data.id)?.(data));
  }

  ask(question) {
    const id = ++this.last;
    return new Promise((resolve) => {
      this.waiting.set(id, (data) => (this.waiting.delete(id), resolve(data)));
      this.worker.postMessage({ id, question: JSON.stringify({ ...question, lang: LANG }) });
    });
  }

  /** Screen a file; `hear` is told everything on the way. Another file, or `stop`, ends it. */
  screen(data, question, hear) {
    const id = ++this.last;
    this.waiting.set(id, hear);
    this.worker.postMessage({ id, data, question: JSON.stringify({ ...question, lang: LANG }) }, [data]);
    return () => (this.waiting.delete(id), this.worker.postMessage({ stop: true }));
  }
}

function start() {
  const status = el("div", { class: "status", role: "status" }, words.loading);
  const said = el("p", { class: "unseen", "aria-live": "polite" });
  const answers = el("div", { class: "answers", "aria-label": words.result, role: "region" }, el("p", { class: "empty" }, words.empty));
  const inputs = {};
  const options = optionFields();
  let asked = 0;
  let timer;
  let saying;
  let running = false;
  let again = false;

  const text = (name, part) => {
    const input = el("input", { type: "text", name, autocomplete: "off", spellcheck: false, "aria-describedby": `${part}-legend` });
    inputs[name] = input;
    return input;
  };
  const pair = (part, legend) =>
    el(
      "fieldset",
      { class: "pair", data: { part } },
      el("legend", { id: `${part}-legend` }, legend),
      field(words.written, text(part, part)),
      field(words.reading, text(`${part}-reading`, part)),
    );
  const pairs = {
    family: pair("family", words.family),
    given: pair("given", words.given),
    "former-family": pair("former-family", words.alone["former-family"]),
    alias: pair("alias", words.alone.alias),
  };

  function question() {
    const shownParts = options.kind.value === "name" ? ["family", "given"] : [options.kind.value];
    const parts = Object.fromEntries(shownParts.map((part) => [part, [inputs[part].value, inputs[`${part}-reading`].value]]));
    return { parts, filing: options.filing.value, on: options.on.value };
  }

  function empty() {
    return Object.values(question().parts).every((pair) => !pair.join("").trim());
  }

  function later() {
    clearTimeout(timer);
    asked = performance.now();
    root.dataset.busy = "yes";
    timer = setTimeout(look, PAUSE);
  }

  // One question at a time: what was typed while it was looked at is asked next, and the answer between is dropped.
  async function look() {
    if (running) {
      again = true;
      return;
    }
    if (empty()) {
      answers.replaceChildren(el("p", { class: "empty" }, words.empty));
      clearTimeout(saying);
      root.dataset.busy = "no";
      return;
    }
    const begun = asked;
    running = true;
    const { told, failed } = await library.ask(question());
    running = false;
    if (again) {
      again = false;
      look();
    } else {
      show(told, failed);
      performance.measure("kananame-answer", { start: begun });
      root.dataset.busy = asked > begun ? "yes" : "no";
    }
  }

  function show(told, failed) {
    if (empty()) return;
    if (failed) answers.replaceChildren(problem(words.failed, failed));
    else if (told.error) answers.replaceChildren(problem(words.dateError(told.first)));
    else answers.replaceChildren(...answerView(told, words, use).flat(Infinity).filter(Boolean));
    clearTimeout(saying);
    if (told && !told.error) {
      const sentence = ({ part, name, reading, verdict }) => `${part.text} ${name} ${reading}: ${verdict.text}`;
      saying = setTimeout(() => (said.textContent = told.parts.map(sentence).join(". ").slice(0, 400)), SAID_AFTER);
    }
  }

  function use(part, reading) {
    const input = inputs[`${part}-reading`];
    input.value = reading;
    input.focus();
    later();
  }

  function fill({ family = ["", ""], given = ["", ""], filing }) {
    options.kind.value = "name";
    if (filing) options.filing.value = filing;
    [inputs.family.value, inputs["family-reading"].value] = family;
    [inputs.given.value, inputs["given-reading"].value] = given;
    choose();
    later();
  }

  function choose() {
    const kind = options.kind.value;
    for (const [part, box] of Object.entries(pairs)) box.hidden = kind === "name" ? part in words.alone : part !== kind;
  }

  const example = (each) =>
    el(
      "button",
      { type: "button", class: "example", onclick: () => fill({ ...each, filing: each.filing ?? "existing" }) },
      [each.family, each.given].filter(Boolean).map((one) => one.join(" ")).join("　"),
    );
  const form = el(
    "form",
    { class: "person", onsubmit: (event) => event.preventDefault(), "aria-label": words.one },
    el("div", { class: "options" }, field(words.kind, options.kind), field(words.filing, options.filing), field(words.on, options.on, words.onHint)),
    el("div", { class: "pairs" }, Object.values(pairs)),
    el(
      "div",
      { class: "row" },
      el("button", { type: "button", class: "clear", onclick: () => (fill({}), inputs.family.focus()) }, words.clear),
      el("span", { id: "examples", class: "small" }, `${words.examples}:`),
      el("span", { class: "examples", role: "group", "aria-labelledby": "examples" }, EXAMPLES.map(example)),
    ),
  );
  form.addEventListener("input", (event) => {
    if (!event.isComposing) later();
  });
  form.addEventListener("compositionend", later);
  form.addEventListener("paste", (event) => parted(event, inputs) && later());
  options.kind.addEventListener("change", choose);

  const library = new Library(({ stage, made, failed }) => {
    if (stage === "failed") status.replaceChildren(problem(words.broken, failed, true));
    else status.textContent = stage === "ready" ? words.ready(madeOf(made)) : words.stages[stage];
    root.dataset.stage = stage;
    if (stage === "ready") keep(status);
  });
  const files = filesView({ words, library, options, fill });
  form.addEventListener("change", ({ target }) => {
    if (!Object.values(options).includes(target)) return;
    later();
    if (target !== options.kind) files.again();
  });

  root.replaceChildren(
    status,
    el("section", { class: "one" }, el("h2", {}, words.one), form, answers, said),
    files.element,
  );
  choose();
  restore(inputs, options, files);
  choose();
  if (!empty()) later();
  addEventListener("pagehide", () => remember(inputs, options, files));
}

function optionFields() {
  return {
    kind: select({ name: "kind" }, Object.entries(words.kinds)),
    filing: select({ name: "filing" }, Object.entries(words.filings)),
    on: el("input", { type: "date", name: "on", min: "2025-05-26" }),
  };
}

/** A full name pasted into the field of a family name goes into both fields. */
function parted(event, inputs) {
  const { name, value } = event.target;
  const other = { family: "given", "family-reading": "given-reading" }[name];
  const [first, second, ...rest] = (event.clipboardData?.getData("text") ?? "").trim().split(/[\s\u3000]+/u);
  if (!other || value || inputs[other].value || !second || rest.length) return false;
  event.preventDefault();
  [inputs[name].value, inputs[other].value] = [first, second];
  return true;
}

function problem(sentence, detail, reload) {
  return el(
    "div",
    { class: "problem", role: "alert" },
    el("p", {}, sentence),
    detail && el("details", {}, el("summary", {}, "…"), el("pre", {}, shown(detail))),
    reload && el("button", { type: "button", onclick: () => location.reload() }, words.retry),
  );
}

function madeOf({ version, pyodide }) {
  return `kananame ${version}, Pyodide ${pyodide}`;
}

/** Keep site and playground for the next time, where the browser lets a page do so (https or localhost). */
async function keep(status) {
  if (!navigator.serviceWorker) return;
  try {
    await navigator.serviceWorker.register(new URL("../sw.js", HERE), { updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ fill: `${LANG}/` });
    status.append(` ${words.kept}`);
    root.dataset.kept = "yes";
  } catch {
    // Without it the page works as long as there is a connection.
  }
}

/** What was typed goes along into the other language; it is kept for this tab only, until it is closed. */
function remember(inputs, options, files) {
  const values = Object.fromEntries(Object.entries({ ...inputs, ...options }).map(([name, { value }]) => [name, value]));
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ values, files: files.kept() }));
  } catch {
    // A browser that keeps nothing, or too long a text.
  }
}

function restore(inputs, options, files) {
  try {
    const { values, files: kept } = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
    for (const [name, value] of Object.entries(values ?? {})) ({ ...inputs, ...options })[name].value = value;
    if (kept) files.restore(kept);
    sessionStorage.removeItem(KEPT);
  } catch {
    // Nothing was kept.
  }
}

if (root) {
  if (typeof WebAssembly === "undefined" || typeof Worker === "undefined") root.replaceChildren(problem(words.old));
  else start();
}
