// Shows what Sphinx's search finds: pages in order of how well they fit, each with the words around the first hit.
// The texts stand in texts.js, a script, so that this works from a folder too, where a page may fetch nothing.
"use strict";

(() => {
  const SHOWN = 50;
  const BEFORE = 30;
  const LENGTH = 140;
  const SCORES = { title: 100, titlePart: 40, phrase: 20, hand: 15 };
  const place = () => document.getElementById("search-results");
  const say = (name, values = {}) =>
    Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), place().dataset[name]);

  const made = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  // The words as they were typed; what the index looks up are their halves.
  const typed = (query) => query.toLowerCase().split(/[\s\u3000]+/).filter((word) => word);

  const scored = (name, title, words, query) => {
    const text = (TEXTS[name] || "").toLowerCase();
    const bare = title.toLowerCase();
    let score = bare === query || name.toLowerCase().split("/").pop() === query ? SCORES.title : 0;
    if (!name.includes("/")) score += SCORES.hand;
    for (const word of words) {
      if (bare.includes(word)) score += SCORES.titlePart;
      const times = text.split(word).length - 1;
      if (times) score += SCORES.phrase + Math.min(times, 10);
    }
    // A page about one thing before one that names it in passing.
    return score + 10 / Math.log2(4 + text.length);
  };

  const marked = (text, words) => {
    const parts = document.createDocumentFragment();
    const found = words.filter((word) => text.toLowerCase().includes(word)).map((word) => _escapeRegExp(word));
    if (!found.length) return text;
    for (const part of text.split(new RegExp(`(${found.join("|")})`, "gi"))) {
      parts.append(words.includes(part.toLowerCase()) ? made("mark", "", part) : part);
    }
    return parts;
  };

  const excerpt = (name, words) => {
    const text = TEXTS[name] || "";
    const lower = text.toLowerCase();
    const first = Math.min(...words.map((word) => lower.indexOf(word)).filter((at) => at >= 0));
    const start = Number.isFinite(first) ? Math.max(0, first - BEFORE) : 0;
    const cut = text.slice(start, start + LENGTH);
    return `${start ? "…" : ""}${cut}${start + LENGTH < text.length ? "…" : ""}`;
  };

  const item = ({ name, title }, words) => {
    const one = made("li");
    const link = made("a");
    link.href = `${name}${DOCUMENTATION_OPTIONS.LINK_SUFFIX}`;
    link.append(marked(title, words));
    const path = made("span", "path", name);
    const around = made("p", "context");
    around.append(marked(excerpt(name, words), words));
    one.append(link, " ", path, around);
    return one;
  };

  const show = (query, found, words) => {
    const out = place();
    const count = found.length;
    const line = made("p", "search-summary", say(count ? "found" : "none", { query, count }));
    line.setAttribute("role", "status");
    const list = made("ol", "search");
    list.append(...found.slice(0, SHOWN).map((one) => item(one, words)));
    out.replaceChildren(line, list);
    if (count > SHOWN) out.append(made("p", "search-summary", say("more", { count: SHOWN })));
  };

  Search.performSearch = (query) => {
    place().replaceChildren(made("p", "search-summary", say("searching")));
    if (Search.hasIndex()) Search.query(query);
    else Search.deferQuery(query);
  };

  Search.query = (query) => {
    const words = typed(query);
    const whole = query.trim().toLowerCase();
    const pages = new Map();
    for (const [name] of Search._performSearch(...Search._parseQuery(query))) {
      const title = Search._index.titles[Search._index.docnames.indexOf(name)];
      pages.set(name, { name, title, score: scored(name, title, words, whole) });
    }
    // On the page itself the words as typed are marked, not their halves.
    localStorage.setItem("sphinx_highlight_terms", words.join(" "));
    const found = [...pages.values()].sort((one, other) => other.score - one.score || (one.name < other.name ? -1 : 1));
    show(query, found, words);
  };
})();
