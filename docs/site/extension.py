"""What the site adds to Sphinx: anchors alike in both languages, the search, and words of the templates."""

from __future__ import annotations

import json
import posixpath
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from docs.site import references, search
from docs.site.languages import OTHER

ANCHORS: Final = "anchors.json"
"""The anchors of every page, beside the pages: slug and alias of each heading in order."""
SUMMARY_MIN: Final = 15
SUMMARY_MAX: Final = 160
WORDS: Final[dict[str, dict[str, str]]] = {
    "ja": {
        "other": "English",
        "other_lang": "en",
        "line": "氏名の振り仮名を確かめる",
        "navigation": "目次",
        "sidebar": "検索と目次",
        "hint": "例：振り仮名、届出期間、folded-width",
        "more": "初めの{count}件です。語を足すと絞り込めます。",
        "menu": "目次を開く",
        "contents": "このページの内容を開く",
        "theme": "明るい表示、暗い表示、自動を切り替える",
        "skip": "本文へ",
        "top": "ページの先頭へ",
        "here": "このページの内容",
        "next": "次",
        "previous": "前",
        "home": "はじめのページ",
        "search": "検索",
        "no_script": "検索にはJavaScriptが必要です。ブラウザーの設定で有効にしてください。",
        "searching": "検索中です。",
        "found": "「{query}」：{count}件",
        "none": "「{query}」は見つかりませんでした。短い語や、符号（例：folded-width）でお試しください。",
        "footer": "kananame {version}、規則の版 {edition}。法律上の助言ではありません。",
    },
    "en": {
        "other": "日本語",
        "other_lang": "ja",
        "line": "How a Japanese name is read",
        "navigation": "Contents",
        "sidebar": "Search and contents",
        "hint": "furigana, filing period, folded-width",
        "more": "These are the first {count}. Another word makes them fewer.",
        "menu": "Open the contents",
        "contents": "Open what is on this page",
        "theme": "Switch between light, dark and automatic",
        "skip": "Skip to content",
        "top": "Back to top",
        "here": "On this page",
        "next": "Next",
        "previous": "Previous",
        "home": "Home",
        "search": "Search",
        "no_script": "The search needs JavaScript. Turn it on in the browser.",
        "searching": "Searching.",
        "found": "{query}: {count} found",
        "none": "Nothing found for {query}. Try a shorter word or a code such as folded-width.",
        "footer": "kananame {version}, rules of {edition}. None of this is legal advice.",
    },
}


class Anchors(SphinxTransform):
    """Give each heading the anchor it has in both languages, in place of one made from its Japanese title."""

    default_priority = 500

    def apply(self, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 - as docutils calls it
        """Rename the sections of a page."""
        anchors = _anchors(self.env.srcdir).get(self.env.docname)
        if anchors is None:
            return
        sections = list(self.document.findall(nodes.section))
        if len(sections) != len(anchors):
            raise ValueError(f"{self.env.docname}: {len(sections)} headings, {len(anchors)} anchors")
        known = getattr(self.document, "myst_slugs", {})
        for section, (slug, alias) in zip(sections, anchors, strict=True):
            self._rename(section, slug)
            title = section[0].astext() if section.children else ""
            known.setdefault(alias, (section.line, slug, title))
            known[slug] = (section.line, slug, title)

    def _rename(self, section: nodes.section, slug: str) -> None:
        old = section["ids"][0]
        section["ids"] = [slug]
        self.document.ids[slug] = section
        known = getattr(self.document, "myst_slugs", {})
        for name, (line, ident, title) in list(known.items()):
            if ident == old:
                known[name] = (line, slug, title)
        for name, ident in list(self.document.nameids.items()):
            if ident == old:
                self.document.nameids[name] = slug


_READ: dict[str, dict[str, list[tuple[str, str]]]] = {}


def _anchors(folder: Any) -> dict[str, list[tuple[str, str]]]:  # noqa: ANN401 - a path of Sphinx's
    """Return the anchors of every page, read once."""
    key = str(folder)
    if key not in _READ:
        _READ[key] = json.loads(Path(key, ANCHORS).read_text(encoding="utf-8"))
    return _READ[key]


_TEXTS: dict[str, str] = {}


def add_words(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the templates their words and the way to the same page in the other language, and keep the page's text."""
    lang = app.config.language
    depth = posixpath.relpath(".", posixpath.dirname(pagename) or ".")
    context["words"] = WORDS[lang]
    context["twin"] = f"{depth}/../{OTHER[lang]}/{pagename}.html"
    context["top"] = f"{depth}/.."
    _TEXTS[pagename] = _text(doctree) if doctree is not None else ""
    context["summary"] = _summary(doctree)
    if "orphan" in (context.get("meta") or {}):
        _share_navigation(posixpath.dirname(pagename), context)


def _text(doctree: nodes.document) -> str:
    """Return the text of a page below its title, as results of a search show it."""
    titles = (nodes.title, nodes.raw)
    parts = [one.astext() for one in doctree.findall(_ends_in_text) if not isinstance(one.parent, titles)]
    return " ".join(" ".join(parts).split())


def _ends_in_text(node: nodes.Node) -> bool:
    """Tell whether a node is a block of text: a paragraph, a cell, a block of code, a heading."""
    block = isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline | nodes.raw)
    return (
        block
        and "crumbs" not in node["classes"]
        and not (isinstance(node, nodes.title) and isinstance(node.parent.parent, nodes.document))
    )


def _summary(doctree: nodes.document | None) -> str:
    """Return the first paragraph of a page, for the head of it."""
    paragraphs = doctree.findall(nodes.paragraph) if doctree is not None else ()
    texts = (" ".join(one.astext().split()) for one in paragraphs if not isinstance(one.parent, nodes.entry))
    return next((text for text in texts if len(text) > SUMMARY_MIN), "kananame")[:SUMMARY_MAX]


def write_texts(app: Sphinx, failure: Exception | None) -> None:
    """Write the texts of all pages beside the index of the search."""
    if failure is None:
        texts = json.dumps(_TEXTS, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        Path(app.outdir, "_static", "texts.js").write_text(f"const TEXTS = {texts};\n", encoding="utf-8")


_NAVIGATION: dict[str, str] = {}


def _share_navigation(folder: str, context: dict[str, Any]) -> None:
    """Make the navigation of pages that do not stand in it once a folder; the list they belong to is current."""
    if folder not in _NAVIGATION:
        made = context["toctree"](collapse=False, titles_only=True, maxdepth=-1, includehidden=True)
        plain = f'<li class="toctree-l1"><a class="reference internal" href="../{folder}.html">'
        current = f'<li class="toctree-l1 current"><a class="current reference internal" href="../{folder}.html">'
        _NAVIGATION[folder] = made.replace(plain, current)
    context["toctree"] = lambda **_: _NAVIGATION[folder]


def darken(app: Sphinx) -> None:
    """Name the colours of code in the dark; Sphinx knows that setting only once the theme is there."""
    app.config.pygments_dark_style = "a11y-high-contrast-dark"


def setup(app: Sphinx) -> dict[str, Any]:
    """Set Sphinx up."""
    search.add(app)
    references.setup(app)
    app.add_transform(Anchors)
    app.connect("builder-inited", darken, priority=100)
    app.connect("build-finished", write_texts)
    app.connect("html-page-context", add_words, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
