"use strict";
// Shows the rows of the page: filters them, puts them in words, a page of them at a time. Names are data: text only.
(() => {
  const PER_PAGE = 50;
  const MOST_RUBY = 12;
  const LANGUAGES = ["ja", "en"];
  const GRAVITY = ["error", "warning", "info"];
  const VERDICTS = ["reject", "refer", "accept", "not-applicable"];
  const LOOKED_AT = ["reject", "refer"];
  const ROW = "row";
  const COMMA = { ja: "、", en: ", " };

  const $ = (id) => document.getElementById(id);
  const list = $("list");
  let lang = document.documentElement.lang;

  for (const button of document.querySelectorAll("[data-lang]")) {
    button.addEventListener("click", () => speak(button.dataset.lang));
  }
  $("print").addEventListener("click", () => window.print());

  const { terms, words, provisions, rows: raw } = JSON.parse($("data").textContent);
  const rows = raw.map(readRow).sort((one, other) => VERDICTS.indexOf(one.verdict) - VERDICTS.indexOf(other.verdict) || one.row - other.row);
  rows.forEach((row, index) => { row.index = index; });
  const open = new Set();
  let matching = rows;
  let page = 0;
  let whole = false; // every matching row is on the page: it is being printed

  // From the short lists of rows.py to something with names.

  function readRow([row, id, verdict, parts, findings]) {
    const read = {
      index: 0, row, id, verdict: terms[verdict], parts: parts.map(readPart), findings: findings.map(readFinding),
    };
    read.found = [...read.findings.map((one) => [ROW, one]), ...read.parts.flatMap((part) => part.findings.map((one) => [part.part, one]))];
    read.found.sort((one, other) => GRAVITY.indexOf(one[1].severity) - GRAVITY.indexOf(other[1].severity));
    return read;
  }

  function readPart([part, name, reading, verdict, grade, rule, provision, segments, ties, findings, evidence, near]) {
    const read = {
      part: terms[part], name, reading, verdict: terms[verdict], grade: terms[grade], rule: terms[rule], provision: terms[provision],
      segments, ties, findings: findings.map(readFinding), evidence: evidence.map((item) => terms[item]),
      near: near.map(([form, reason, score]) => ({ form, reason: terms[reason], score })),
    };
    read.doubtful = LOOKED_AT.includes(read.verdict) || read.near.length > 0 || read.findings.some(matters);
    return read;
  }

  function readFinding([code, severity, params, cite]) {
    return { code: terms[code], severity: terms[severity], params, cite: terms[cite] };
  }

  function matters(finding) {
    return finding.severity !== "info";
  }

  function grouped(items, key) {
    const groups = new Map();
    for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
    return groups;
  }

  // Words.

  function say(code, params = {}, action = false) {
    const sentences = words[code];
    if (!sentences) return code;
    return sentences[LANGUAGES.indexOf(lang) + (action ? LANGUAGES.length : 0)].replace(/\{(\w+)\}/g, (place, name) => params[name] ?? place);
  }

  function joined(items) {
    return items.filter(Boolean).join(COMMA[lang]);
  }

  function spaced(...items) {
    return items.filter(Boolean).join(lang === "ja" ? "" : " ");
  }

  function number(count) {
    return count.toLocaleString("en-US");
  }

  function sayFinding(part, finding) {
    const sentence = say(finding.code, finding.params);
    return part === ROW ? sentence : say("reason-of-part", { part: say(`part-${part}`), sentence });
  }

  function sayBasis([, , basis, changes, table, count]) {
    const source = terms[table] && say(`table-${terms[table].toLowerCase().replaceAll(" ", "-")}`);
    return joined([say(`basis-${terms[basis]}`), ...changes.map((change) => say(`change-${terms[change]}`)), source, count ? say("report-names", { count: number(count) }) : ""]);
  }

  function cite(id) {
    const [article, ja, en, verified] = provisions[id];
    const sentence = say("explain-cited", { article, title: lang === "ja" ? ja : en });
    return make("p", {}, sentence, verified ? null : make("span", { class: "unverified unbroken" }, lang === "ja" ? `（${say("report-unverified")}）` : ` (${say("report-unverified")})`));
  }

  // Elements. What is not an element becomes text, never markup.

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value);
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  }

  // A control or invisible character of a name is written out, so that it cannot reorder or hide what stands beside it.
  function visible(text) {
    return text.split(/([\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}])/u).filter(Boolean).map((piece) =>
      /^[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]$/u.test(piece)
        ? make("span", { class: "code" }, `U+${piece.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`)
        : piece);
  }

  function ruby(written, kana, style) {
    return make("ruby", { class: style }, ...visible(written || "\u2002"), make("rp", {}, "("), make("rt", {}, ...visible(kana)), make("rp", {}, ")"));
  }

  function written(part) {
    const pieces = part.segments.map(([kanji, kana]) => (kana ? ruby(kanji, kana, null) : make("span", {}, ...visible(kanji))));
    if (!pieces.length) pieces.push(...unread(part));
    return make("bdi", { class: "written", lang: "ja" }, ...pieces);
  }

  // A reading that is not explained stands over the name as a whole; a long one beside it, for ruby does not wrap.
  function unread({ name, reading }) {
    if (!reading) return visible(name);
    if (Math.max(name.length, reading.length) <= MOST_RUBY) return [ruby(name, reading, "unread")];
    return [...visible(name), make("span", { class: "unread" }, "（", ...visible(reading), "）")];
  }

  function judged(verdict) {
    return make("span", { class: `judged ${verdict}` }, say(`verdict-${verdict}`));
  }

  // A proposal with what differs from the reading in bold.
  function proposal(near, reading) {
    let start = 0;
    while (start < near.form.length && near.form[start] === reading[start]) start += 1;
    let end = 0;
    while (end < Math.min(near.form.length, reading.length) - start && near.form.at(-1 - end) === reading.at(-1 - end)) end += 1;
    const stop = near.form.length - end;
    return make("p", {}, make("bdi", { class: "proposed", lang: "ja" }, near.form.slice(0, start), make("b", {}, near.form.slice(start, stop)), near.form.slice(stop)),
      " ", make("span", { class: "support" }, say(`near-${near.reason}`), COMMA[lang],
        make("span", { class: "unbroken" }, say("report-support", { score: near.score.toFixed(2) }))));
  }

  // The table.

  const COLUMNS = [
    ["at", "report-row", opener],
    ["id", "report-id", (row) => visible(row.id)],
    ["name", "explain-pair", (row) => row.parts.map(written)],
    ["verdict", "explain-verdict", (row) => [judged(row.verdict)]],
    ["why", "summary-reason", reasons],
    ["ground", "explain-provision", (row) => [...new Set(row.parts.filter((part) => part.doubtful && part.provision).map((part) => part.provision))].map(cite)],
    ["near", "report-proposals", (row) => row.parts.filter((part) => part.near.length).flatMap((part) => [proposal(part.near[0], part.reading), part.near.length > 1 ? make("p", { class: "support" }, say("report-more", { count: part.near.length - 1 })) : null])],
  ];
  const hasIds = rows.some((row) => row.id);
  const columns = COLUMNS.filter(([name]) => name !== "id" || hasIds);

  function opener(row) {
    const button = make("button", { type: "button", class: "opener", "aria-expanded": String(open.has(row.index)), "aria-label": say("report-open", { row: row.row }) }, number(row.row));
    if (open.has(row.index)) button.setAttribute("aria-controls", `details-${row.index}`);
    return [button];
  }

  function reasons(row) {
    const kinds = grouped(row.found.filter(([, one]) => matters(one)), ([part, one]) => `${part} ${one.code}`);
    const said = [...kinds.values()].map(([[part, one], ...more]) =>
      spaced(sayFinding(part, one), more.length ? say("report-more", { count: more.length }) : ""));
    const proposed = row.parts.filter((part) => part.near.length).map((part) => say("reason-of-part", { part: say(`part-${part.part}`), sentence: say("report-proposed") }));
    return (said.length ? said : proposed).map((sentence) => make("p", {}, ...visible(sentence)));
  }

  function rowElement(row) {
    const element = make("tr", { class: open.has(row.index) ? "row open" : "row", role: "row", id: `row-${row.index}` });
    for (const [name, label, fill] of columns) {
      element.append(make("td", { class: name, role: "cell", "data-label": say(label) }, ...fill(row)));
    }
    return element;
  }

  function drawRow(row) {
    return open.has(row.index) ? [rowElement(row), detailsElement(row)] : [rowElement(row)];
  }

  function detailsElement(row) {
    const blocks = row.parts.map((part) => block(say(`part-${part.part}`), partFacts(part)));
    if (row.findings.length) blocks.push(block(say("summary-whole-row"), [["explain-findings", findings(row.findings)]]));
    return make("tr", { class: "details", role: "row", id: `details-${row.index}` },
      make("td", { colspan: columns.length, role: "cell" }, make("div", { class: "columns" }, ...blocks)));
  }

  function block(title, facts) {
    const entries = facts.filter(([, values]) => values.length);
    return make("div", {}, make("h3", {}, title), make("dl", {}, ...entries.flatMap(([label, values]) => [make("dt", {}, say(label)), make("dd", {}, ...values)])));
  }

  function partFacts(part) {
    return [
      ["explain-pair", [written(part)]],
      ["explain-verdict", [judged(part.verdict)]],
      ["report-decided", part.rule ? [say(`rule-${part.rule}`)] : []],
      ["explain-grade", part.grade ? [say("explain-graded", { grade: part.grade, sentence: say(`grade-${part.grade}`) })] : []],
      ["explain-provision", part.provision ? [cite(part.provision)] : []],
      ["explain-evidence", part.evidence.length ? [bullets(part.evidence.map((item) => [say(`evidence-${item}`)]))] : []],
      ["explain-path", part.segments.length ? [path(part.segments)] : []],
      ["explain-tie", part.ties.map(path)],
      ["explain-findings", part.findings.length ? findings(part.findings) : []],
      ["report-proposals", part.near.map((near) => proposal(near, part.reading))],
    ];
  }

  function bullets(items) {
    return make("ul", {}, ...items.map((item) => make("li", {}, ...item)));
  }

  function path(segments) {
    return bullets(segments.map((segment) => {
      const [kanji, kana] = segment;
      const how = sayBasis(segment);
      return [make("bdi", { lang: "ja" }, ...visible([kanji, kana].filter(Boolean).join("＝"))), make("span", { class: "support" }, ` ${how}`)];
    }));
  }

  // Findings of one code share what to do and where it is written.
  function findings(found) {
    const kinds = grouped(found, (one) => `${GRAVITY.indexOf(one.severity)} ${one.code}`);
    return [bullets([...kinds].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, alike]) => {
      const sentences = [...new Set(alike.map((one) => say(one.code, one.params)))];
      const actions = [...new Set(alike.map((one) => say(one.code, one.params, true)))].filter(Boolean);
      const cited = [...new Set(alike.map((one) => one.cite))].filter(Boolean);
      return [
        make("strong", { class: `severity ${alike[0].severity}` }, say(`severity-${alike[0].severity}`)), " ", make("code", {}, alike[0].code),
        ...sentences.map((sentence) => make("p", {}, ...visible(sentence))),
        ...actions.map((action) => make("p", { class: "action" }, ...visible(action))),
        ...cited.map(cite),
      ];
    }))];
  }

  function draw() {
    const pages = Math.max(1, Math.ceil(matching.length / PER_PAGE));
    page = Math.min(page, pages - 1);
    const shown = whole ? matching : matching.slice(page * PER_PAGE, (page + 1) * PER_PAGE);
    const lines = document.createDocumentFragment();
    for (const row of shown) lines.append(...drawRow(row));
    $("head").replaceChildren(...columns.map(([name, label]) => make("th", { class: name, scope: "col", role: "columnheader" }, say(label))));
    $("body").replaceChildren(lines);
    list.hidden = !matching.length;
    $("status").textContent = matching.length ? say("report-shown", { count: number(matching.length), total: number(rows.length) }) : say("report-no-match");
    $("pages").hidden = pages === 1;
    $("page").textContent = say("report-page", { page: page + 1, pages });
    $("previous").disabled = page === 0;
    $("next").disabled = page === pages - 1;
  }

  // Filters.

  const form = document.querySelector(".filters");
  const [search, verdict, part, reason] = ["search", "verdict", "part", "reason"].map($);
  const haystacks = [];

  // Width, case, hiragana and katakana, and variation selectors make no difference to a search.
  function plain(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[ぁ-ゖゝゞ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60)).replace(/[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, "");
  }

  function haystack(row) {
    if (haystacks[row.index] === undefined) {
      const texts = [...row.parts.map((one) => one.name), "\n", ...row.parts.map((one) => one.reading), "\n", row.id];
      haystacks[row.index] = plain(texts.join("").replace(/[ \u3000]/g, ""));
    }
    return haystacks[row.index];
  }

  function has(row, wantedPart, wantedReason) {
    const near = wantedReason.startsWith("near:") ? wantedReason.slice(5) : null;
    if (!wantedReason) return row.parts.some((one) => one.part === wantedPart && one.doubtful);
    if (near) return row.parts.some((one) => (!wantedPart || one.part === wantedPart) && one.near[0]?.reason === near);
    return row.found.some(([where, one]) => one.code === wantedReason && matters(one) && (!wantedPart || where === wantedPart));
  }

  function filter() {
    const wanted = plain(search.value).split(/\s+/).filter(Boolean);
    const [one, two, three] = [verdict.value, part.value, reason.value];
    matching = rows.filter((row) =>
      (!one || row.verdict === one) && (!(two || three) || has(row, two, three)) && wanted.every((word) => haystack(row).includes(word)));
    page = 0;
    for (const button of document.querySelectorAll("[data-reason]")) button.setAttribute("aria-pressed", String(button.dataset.reason === three));
    $("filtered").textContent = filtersInWords();
    draw();
  }

  function filtersInWords() {
    const chosen = [search.value.trim(), ...[verdict, part, reason].map((select) => (select.value ? select.selectedOptions[0].textContent : ""))];
    const said = joined(chosen);
    return said ? say("report-filtered", { filters: said }) : "";
  }

  function counted(keys) {
    const counts = new Map();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  }

  function offer(select, groups) {
    const kept = select.value;
    const options = groups.map(([title, entries]) => {
      const made = entries.map(([value, label, amount]) => make("option", { value }, spaced(label, say("report-counted", { count: number(amount) }))));
      return title && made.length ? make("optgroup", { label: title }, ...made) : made;
    });
    select.replaceChildren(make("option", { value: "" }, say("report-all")), ...options.flat());
    select.value = kept;
  }

  const verdictCounts = counted(rows.map((row) => row.verdict));
  const partCounts = counted(rows.flatMap((row) => row.parts.filter((one) => one.doubtful).map((one) => one.part)));
  const reasonCounts = counted(rows.flatMap((row) => [...new Set(row.found.filter(([, one]) => matters(one)).map(([, one]) => one.code))]));
  const nearCounts = counted(rows.flatMap((row) => [...new Set(row.parts.flatMap((one) => one.near.slice(0, 1).map((near) => near.reason)))]));

  function offerAll() {
    const frequent = (counts) => [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
    offer(verdict, [["", VERDICTS.filter((value) => verdictCounts.has(value)).map((value) => [value, say(`verdict-${value}`), verdictCounts.get(value)])]]);
    offer(part, [["", [...partCounts].map(([value, amount]) => [value, say(`part-${value}`), amount])]]);
    offer(reason, [
      [say("summary-reason"), frequent(reasonCounts).map(([code, amount]) => [code, outline(code), amount])],
      [say("report-proposals"), frequent(nearCounts).map(([code, amount]) => [`near:${code}`, say(`near-${code}`), amount])],
    ]);
  }

  // The sentence of a code with its places left open: what many findings have in common.
  function outline(code) {
    return say(code).replace(/\{\w+\}/g, "…");
  }

  // What people do.

  function speak(wanted) {
    lang = wanted;
    document.documentElement.lang = lang;
    for (const button of document.querySelectorAll("[data-lang]")) button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
    document.title = [say("report-title"), $("file-name")?.textContent].filter(Boolean).join(" – ");
    if (!list) return;
    search.placeholder = say("report-search-hint");
    offerAll();
    filter();
  }

  function toggle(row) {
    const before = $(`row-${row.index}`);
    const focused = before.contains(document.activeElement);
    $(`details-${row.index}`)?.remove();
    if (!open.delete(row.index)) open.add(row.index);
    before.replaceWith(...drawRow(row));
    if (focused) $(`row-${row.index}`).querySelector(".opener").focus();
  }

  function turn(step) {
    page += step;
    draw();
    $("rows").focus({ preventScroll: true });
    list.scrollIntoView();
  }

  function printing(begins) {
    if (whole === begins) return;
    whole = begins;
    draw();
  }

  function step(from, by) {
    const openers = [...list.querySelectorAll(".opener")];
    openers[openers.indexOf(from) + by]?.focus();
  }

  if (!list) return;

  search.addEventListener("input", filter);
  for (const select of [verdict, part, reason]) select.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault(); // the browser would reset the fields after this
    for (const field of [search, verdict, part, reason]) field.value = "";
    filter();
  });
  for (const button of document.querySelectorAll("[data-reason]")) {
    button.addEventListener("click", () => {
      reason.value = reason.value === button.dataset.reason ? "" : button.dataset.reason;
      filter();
      $("rows").scrollIntoView();
    });
  }
  list.addEventListener("click", (event) => {
    const element = event.target.closest("tr.row");
    if (element && !String(getSelection())) toggle(rows[Number(element.id.slice(4))]);
  });
  list.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || !event.target.matches(".opener")) return;
    event.preventDefault();
    step(event.target, by);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select")) return;
    event.preventDefault();
    search.focus();
  });
  $("previous").addEventListener("click", () => turn(-1));
  $("next").addEventListener("click", () => turn(1));
  window.addEventListener("beforeprint", () => printing(true));
  window.addEventListener("afterprint", () => printing(false));
  matchMedia("print").addEventListener("change", (media) => printing(media.matches));

  form.hidden = false;
  speak(lang);
  setTimeout(() => rows.forEach(haystack)); // so that the first search is as quick as the others
})();
