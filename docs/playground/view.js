// The answer for one person, as elements.

import { badge, el, shown } from "./dom.js";

const LONG = 12; // kana that no line holds: written above, not as ruby, which does not wrap

/** Everything that is said of a person; `use(part, reading)` takes a proposed reading over. */
export function answerView(answer, words, use) {
  const { parts } = answer;
  const several = parts.length > 1;
  return [
    el("p", { class: `overall ${answer.verdict.code}` }, badge(answer.verdict), " ", answer.verdict.action),
    findings(answer.findings, words),
    parts.map((part) => partView(part, words, use, several)),
    romajiView(answer.romaji, words),
    cardView(answer.card, words),
    el("p", { class: "small" }, words.edition(answer.edition)),
  ];
}

function partView(part, words, use, several) {
  return el(
    "article",
    { class: `part ${part.verdict.code}`, data: { part: part.part.code } },
    el("h3", {}, part.part.text, several && [" ", badge(part.verdict)]),
    ruby(part, words),
    el(
      "p",
      { class: "why" },
      part.grade && [el("b", {}, words.grade(part.grade)), " ", part.grade.text, " "],
      el("span", { class: "decided" }, words.decided, ": ", part.rule, " — ", provision(part.provision, words)),
    ),
    findings(part.findings, words, part.provision?.id),
    part.evidence.length > 0 && [
      el("h4", {}, words.evidence),
      el("ul", { class: "evidence" }, part.evidence.map((item) => el("li", {}, item))),
    ],
    proposals(part, words, use),
    support(part, words),
  );
}

/** A name with its reading over it: character by character where that is explained, how it is read below. */
function ruby(part, words) {
  if (!part.name && !part.reading) return null;
  if (!part.segments.length) {
    const whole = part.reading ? el("ruby", { class: part.reading.length > LONG && "long" }, shown(part.name), el("rt", {}, shown(part.reading))) : shown(part.name);
    const why = part.reading && part.name && part.verdict.code !== "not-applicable" && words.unread;
    return el("p", { class: "name unread" }, el("span", { class: "segment" }, whole, why && el("small", {}, why)));
  }
  return el("p", { class: "name" }, part.segments.map((segment) => segmentView(segment, words)));
}

function segmentView({ kanji, kana, basis, how }, words) {
  // A linking sound stands between characters, a silent one has no sound.
  const written = kanji || el("span", { class: "link", "aria-hidden": "true" }, "・");
  const over = el("rt", {}, kana || el("span", { class: "silent" }, words.silent));
  return el("span", { class: `segment ${basis}` }, el("ruby", {}, written, over), el("small", {}, how));
}

export function provision(cited, words) {
  if (!cited) return null;
  const link = el("a", { href: `law/${cited.id}.html` }, cited.text);
  return cited.verified ? link : [link, el("small", { class: "unverified" }, ` (${words.unverified})`)];
}

/** What was noticed; a provision that is told beside (`known`) is not told again. */
export function findings(found, words, known) {
  if (!found.length) return null;
  const item = (each) =>
    el(
      "li",
      { class: each.severity.code },
      el("span", { class: "severity" }, each.severity.text),
      el(
        "span",
        {},
        shown(each.text),
        " ",
        each.action && el("span", { class: "do" }, each.action, " "),
        each.cite && each.cite.id !== known && el("span", { class: "cite" }, provision(each.cite, words), " "),
        el("a", { class: "code", href: `codes/${each.code}.html` }, each.code),
      ),
    );
  return el("ul", { class: "findings", "aria-label": words.findings }, found.map(item));
}

function proposals(part, words, use) {
  if (!part.suggestions.length) return null;
  const button = ({ reading, reason }) =>
    el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: "use", "aria-label": `${words.use(reading)}: ${reason}`, onclick: () => use(part.part.code, reading) },
        reading,
      ),
      el("small", { "aria-hidden": "true" }, reason),
    );
  return [
    el("h4", {}, part.reading ? words.proposals : words.likely),
    el("ul", { class: "proposals" }, part.suggestions.map(button)),
  ];
}

function support(part, words) {
  const told = part.segments.filter((segment) => segment.support);
  if (!told.length && !part.ties.length) return null;
  const line = ({ kanji, kana, how, support: by }) => el("li", {}, `${kanji || "・"} ${kana} — ${how}${by && ` (${by})`}`);
  const division = (segments) => segments.map(({ kanji, kana }) => `${kanji}(${kana})`).join(" ");
  return el(
    "details",
    { class: "support" },
    el("summary", {}, words.support),
    el("ul", {}, told.map(line), part.ties.map((tie) => el("li", {}, `${words.tie}: ${division(tie)}`))),
  );
}

function romajiView(romaji, words) {
  if (!romaji) return null;
  const notes = romaji.styles.flatMap((style) => style.notes.map((note) => ({ ...note, text: `${style.style}: ${note.text}` })));
  const row = ({ style, text, alternatives }) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, style),
      el("td", {}, el("b", {}, text)),
      el("td", {}, alternatives.join(", ")),
    );
  return el(
    "section",
    { class: "romaji", "aria-label": words.romaji },
    el("h3", {}, words.romaji),
    el(
      "table",
      {},
      el("thead", {}, el("tr", {}, [words.style, words.spelling, words.alternatives].map((text) => el("th", { scope: "col" }, text)))),
      el("tbody", {}, romaji.styles.map(row)),
    ),
    findings([...romaji.notes, ...notes], words),
  );
}

function cardView(card, words) {
  if (!card?.lines.length) return null;
  const line = ({ field, text, rule }) => [el("dt", {}, field), el("dd", {}, el("b", {}, text), " ", el("small", {}, rule))];
  return el(
    "section",
    { class: "face", "aria-label": words.card },
    el("h3", {}, words.card),
    el("dl", {}, card.lines.map(line)),
    el("p", { class: "small" }, words.cardHint),
  );
}

/** A labelled field. */
export function field(label, control, hint) {
  return el("label", { class: "field" }, el("span", {}, label, hint && el("small", {}, ` ${hint}`)), control);
}

