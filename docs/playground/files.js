// Files and pasted columns: chosen, dropped or pasted, screened in the worker, shown as a table, saved with the answers.

import { badge, el, select, shown } from "./dom.js";
import { field, findings } from "./view.js";

const BIGGEST = 200; // MB
const PAGE = 50;
const WHOLES = [["family", "family-reading"], ["given", "given-reading"], ["name", "reading"]];
const PAUSE = 400; // after a paste or a keystroke in it
const ENCODINGS = ["utf-8", "cp932", "euc-jp", "utf-16"];
const NAMED = ".csv,.tsv,.tab,.txt,.jsonl,.ndjson,text/csv,text/tab-separated-values";

export function filesView({ words, library, options, fill }) {
  const state = { take: null, rows: [], filter: "look", page: PAGE, told: {}, stop: null, saved: null };

  const choose = el("input", { type: "file", id: "file", accept: NAMED, onchange: () => choose.files[0] && take(of(choose.files[0])) });
  const paste = el("textarea", { id: "paste", rows: 4, spellcheck: false, autocomplete: "off", oninput: pasted });
  const encoding = select({ name: "encoding", onchange: () => run() }, [["", words.found], ...ENCODINGS.map((name) => [name, name.toUpperCase()])]);
  const roles = Object.fromEntries(Object.keys(words.roles).map((role) => [role, select({ data: { role }, onchange: chosenByHand }, [["", words.none]])]));
  const columns = el(
    "details",
    { class: "columns", hidden: true },
    el("summary", {}, words.columns),
    el("p", { class: "small" }, words.columnsHint),
    el("div", { class: "options" }, field(words.encoding, encoding), Object.entries(roles).map(([role, control]) => field(words.roles[role], control))),
  );
  const trouble = el("div", { class: "trouble" });
  const outcome = el("div", { class: "outcome" });
  const said = el("p", { class: "said", role: "status" });
  const element = el(
    "section",
    { class: "files", "aria-label": words.file },
    el("h2", {}, words.file),
    el(
      "div",
      { class: "drop" },
      el("p", {}, words.fileHint),
      el("label", { class: "field", for: "file" }, el("span", {}, words.choose), choose),
      el("label", { class: "field", for: "paste" }, el("span", {}, words.paste, el("small", {}, ` ${words.pasteHint}`)), paste),
    ),
    trouble,
    columns,
    said,
    outcome,
  );
  droppable(element, (file) => {
    choose.value = "";
    take(of(file));
  });
  let timer;

  function of(file) {
    clearTimeout(timer);
    paste.value = "";
    return { name: file.name, size: file.size, read: () => file.arrayBuffer() };
  }

  function pasted() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      choose.value = "";
      const text = paste.value;
      if (text.trim()) take({ name: words.pasted, size: text.length, pasted: true, read: async () => new TextEncoder().encode(text).buffer });
      else clear();
    }, PAUSE);
  }

  function clear() {
    state.stop?.();
    Object.assign(state, { take: null, rows: [], stop: null });
    columns.hidden = true;
    said.textContent = "";
    trouble.replaceChildren();
    outcome.replaceChildren();
  }

  function take(chosen) {
    encoding.value = "";
    state.take = chosen;
    run();
  }

  /** Go on once a name and its reading have been chosen; what else was chosen stays. */
  function chosenByHand() {
    const chosen = told();
    if (WHOLES.some((needed) => needed.every((role) => role in chosen))) run(chosen);
  }

  function told() {
    const chosen = Object.entries(roles).filter(([, control]) => control.value);
    return Object.fromEntries(chosen.map(([role, control]) => [role, control.value]));
  }

  async function run(byHand) {
    const chosen = state.take;
    if (!chosen) return;
    state.stop?.();
    Object.assign(state, { rows: [], page: PAGE, filter: "look", begun: null, since: performance.now() });
    if (chosen.size > BIGGEST * 1e6) {
      complain({ text: words.big(BIGGEST), action: "" });
      return;
    }
    const question = {
      name: chosen.name,
      pasted: Boolean(chosen.pasted),
      filing: options.filing.value,
      on: options.on.value,
      encoding: encoding.value,
      columns: byHand && Object.keys(byHand).length ? byHand : null,
    };
    try {
      const data = await chosen.read();
      if (chosen === state.take) state.stop = library.screen(data, question, hear);
    } catch (error) {
      complain({ text: words.failed, action: String(error) });
    }
  }

  function hear({ told: news, output, failed }) {
    if (failed) complain({ text: words.failed, action: failed });
    else if (news.error) refuse(news);
    else if (news.headings) begin(news);
    else {
      state.rows.push(...news.shown);
      if (news.summary) finish(news, output);
      else progress(news);
    }
  }

  function begin(news) {
    offer(news.headings, news.roles, false);
    state.begun = news;
    progress({ rows: 0, share: 0 });
  }

  /** Let the columns be chosen among the headings. */
  function offer(headings, found, open) {
    for (const [role, control] of Object.entries(roles)) {
      const named = headings.map((heading, at) => [`#${at + 1}`, shown(`${at + 1}: ${heading}`)]);
      control.replaceChildren(...select({}, [["", words.none], ...named]).options);
      control.value = role in found ? `#${found[role] + 1}` : "";
    }
    columns.hidden = false;
    columns.open = open || columns.open;
  }

  function refuse({ error, headings }) {
    const ours = words.refusals[error.code] ?? {};
    if (headings.length) offer(headings, {}, true);
    else columns.hidden = !["utf-8-flawed", "byte-undecodable"].includes(error.code);
    columns.open ||= !columns.hidden;
    complain({ text: ours.text?.(error.form) ?? error.text, action: ours.action ?? error.action });
  }

  function complain({ text, action }) {
    state.stop = null;
    said.textContent = "";
    outcome.replaceChildren();
    trouble.replaceChildren(el("div", { class: "problem", role: "alert" }, el("p", {}, el("b", {}, shown(text)), " ", shown(action))));
  }

  function progress({ rows, share }) {
    const bar = outcome.querySelector("progress");
    if (bar) {
      bar.value = share;
      bar.nextElementSibling.textContent = words.rows(rows);
      return;
    }
    said.textContent = "";
    trouble.replaceChildren();
    outcome.replaceChildren(
      el(
        "div",
        { class: "row going" },
        el("progress", { max: 1, value: share, "aria-label": state.take.name }),
        el("span", {}, words.rows(rows)),
        el("button", { type: "button", onclick: halt }, words.stop),
      ),
    );
  }

  function halt() {
    const rows = outcome.querySelector(".going span")?.textContent ?? "";
    state.stop?.();
    state.stop = null;
    outcome.replaceChildren();
    said.textContent = rows && words.stopped(state.rows.length);
  }

  function finish({ summary, rows }, output) {
    state.stop = null;
    const name = savedAs(state.take, state.begun.form, words);
    if (state.saved) URL.revokeObjectURL(state.saved);
    state.saved = URL.createObjectURL(new Blob([output], { type: "text/csv;charset=utf-8" }));
    state.rows.sort((one, other) => one.row - other.row);
    said.textContent = summary.text;
    outcome.replaceChildren(
      counts(summary),
      el("ul", { class: "small notes" }, state.begun.notes.map((note) => el("li", {}, note))),
      el("p", {}, el("a", { class: "save", href: state.saved, download: name }, words.download(name)), " ", el("small", {}, words.downloadHint)),
      ...[summary.signs.length > 0 && el("h3", {}, words.whole), findings(summary.signs, words)].filter(Boolean),
      reasons(summary),
      table(summary, rows),
    );
    performance.measure("kananame-file", { start: state.since });
  }

  function counts({ verdicts }) {
    const one = (verdict) => el("div", {}, el("dt", {}, badge(verdict)), el("dd", {}, verdict.count.toLocaleString()));
    return el("dl", { class: "counts" }, verdicts.map(one));
  }

  function reasons(summary) {
    const item = ({ code, text, count }) => el("li", {}, el("a", { href: `codes/${code}.html` }, text), ` ${count.toLocaleString()}`);
    return el(
      "details",
      { class: "reasons", hidden: !summary.reasons.length },
      el("summary", {}, words.frequent),
      el("ul", {}, summary.reasons.map(item)),
    );
  }

  function table(summary, total) {
    const body = el("tbody");
    const status = el("p", { class: "small", role: "status" });
    const more = el("button", { type: "button", onclick: () => ((state.page += PAGE), draw()) });
    const control = select({ id: "show", onchange: () => Object.assign(state, { filter: control.value, page: PAGE }) && draw() }, Object.entries(words.shows));
    const looked = (row) => ["refer", "reject"].includes(row.verdict.code);
    const head = Object.values(words.head).map((text) => el("th", { scope: "col" }, text));
    const list = el("table", { class: "rows" }, el("thead", {}, el("tr", {}, head)), body);

    function draw() {
      const matching = state.filter === "all" ? state.rows : state.rows.filter(looked);
      const drawn = matching.slice(0, state.page);
      body.replaceChildren(...drawn.map(row));
      list.hidden = !drawn.length;
      more.hidden = drawn.length === matching.length;
      more.textContent = words.more(Math.min(PAGE, matching.length - drawn.length));
      const limit = total > state.rows.length ? ` ${words.limited(summary.limit)}` : "";
      status.textContent = (drawn.length ? words.shown(drawn.length, total) : words.nothing) + limit;
    }
    draw();
    return el("div", { class: "table" }, el("label", { class: "field inline", for: "show" }, el("span", {}, words.show), control), status, list, more);
  }

  function row(each) {
    const cell = (name, ...children) => el("td", { class: name, data: { label: words.head[name] } }, ...children);
    const near = each.parts.flatMap((part) => part.suggestions.slice(0, 2).map(({ reading, reason }) => el("li", {}, el("b", {}, reading), " ", el("small", {}, reason))));
    return el(
      "tr",
      { class: each.verdict.code },
      el(
        "th",
        { scope: "row", data: { label: words.head.row } },
        each.parts.length
          ? el("button", { type: "button", "aria-label": words.open(each.row), title: words.open(each.row), onclick: () => open(each) }, each.row.toLocaleString())
          : each.row.toLocaleString(),
        each.id && el("small", {}, shown(each.id)),
      ),
      cell("names", each.parts.map(named)),
      cell("verdict", badge(each.verdict)),
      cell("reasons", el("ul", {}, each.reasons.map((reason) => el("li", {}, shown(reason))))),
      cell("near", near.length > 0 && el("ul", {}, near)),
    );
  }

  function named(part) {
    const pieces = part.segments.length ? part.segments : [[part.name, part.reading]];
    const ruby = ([kanji, kana]) => (kana ? el("ruby", {}, shown(kanji) || "・", el("rt", {}, shown(kana))) : shown(kanji));
    return el("span", { class: part.segments.length || !part.reading ? "" : "unread" }, pieces.map(ruby));
  }

  function open(each) {
    const pair = (which) => each.parts.filter(({ part }) => part === which).map(({ name, reading }) => [name, reading])[0];
    fill({ family: pair("family"), given: pair("given") });
    const first = document.querySelector("#playground [name=family]");
    first.focus();
    first.closest("section").scrollIntoView({ block: "start" });
  }

  return {
    element,
    again: () => run(state.begun && columns.open ? told() : undefined),
    kept: () => ({ paste: paste.value.slice(0, 1e6), file: state.take && !state.take.pasted ? state.take.name : "" }),
    restore({ paste: text, file }) {
      if (text) pasted((paste.value = text));
      else if (file) said.textContent = words.again(file);
    },
  };
}

/** Take dropped files, and keep the browser from opening one that is dropped beside. */
function droppable(element, take) {
  const over = (event) => {
    event.preventDefault();
    element.classList.toggle("over", element.contains(event.target));
  };
  addEventListener("dragover", over);
  addEventListener("dragleave", (event) => event.relatedTarget ?? element.classList.remove("over"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    element.classList.remove("over");
    const [file] = event.dataTransfer?.files ?? [];
    if (file && element.contains(event.target)) take(file);
  });
}

function savedAs({ name }, form, words) {
  const stem = name.replace(/\.[^.]+$/u, "");
  return `${stem}-${words.checked}.${form}`;
}
