// Elements without markup: every text is a text node, so that nothing in a name can become part of the page.

const LONGEST = 200;
// What cannot be seen is written out: controls, joiners, marks of direction.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** Make an element; a property with a dash or `role` is an attribute, `on…` a listener, `class` and `data` as in HTML. */
export function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") made.className = value;
    else if (key === "data") Object.assign(made.dataset, value);
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && !key.includes("-")) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Text of a name or a file as it can be shown: what is invisible written out, what is endless cut. */
export function shown(text) {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return cut.replace(UNSEEN, (char) => `U+${char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
}

/** A select whose options are pairs of value and text. */
export function select(props, options) {
  return el("select", props, options.map(([value, text]) => el("option", { value }, text)));
}

/** A badge for a verdict. */
export function badge(verdict) {
  return el("span", { class: `badge ${verdict.code}` }, verdict.text);
}
