"""Two pages from one: a page holds Japanese with English beside it, and each reader sees one of them (日英の分離).

The rule, for whoever writes a page:

* A heading ``日本語 / English`` is parted at its first `` / ``; without one it stands in both.
* Code, HTML and directives stand in both, except ``:::{ja}`` and ``:::{en}``, whose content goes to one; prose within
  another ``:::`` block is parted like any.
* A line of prose is Japanese when it holds hiragana or 、。「」 outside code and link targets, English when it holds a
  word in small Latin letters instead.  One that decides nothing goes with the line before it in its paragraph or item.
* ``日本語 / English`` within a line, or within the text of a link, is parted too; ``日本語 / English: `code` `` shares
  its end.
* In a table ``項目 / field`` heads a column of both, ``意味`` one of the Japanese page, ``meaning`` one of the English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LANGUAGES = ("ja", "en")
OTHER = {"ja": "en", "en": "ja"}
BOTH = frozenset(LANGUAGES)
JA, EN = frozenset({"ja"}), frozenset({"en"})
PAIR = " / "

JAPANESE = re.compile("[ぁ-ゖ、。「」]")
EAST_ASIAN = re.compile("[ぁ-ヿ㐀-鿿豈-﫿々〇]|[\U00020000-\U0003ffff]")
WORD = re.compile(r"(?<![A-Za-z])(?=[A-Za-z]{2})[A-Za-z]*[a-z][A-Za-z]*")
WIDE = re.compile("[⺀-鿿豈-﫿︰-﹏！-｠]|[\U00020000-\U0003ffff]")
CLOSING = re.compile("[、。：」）]$")
NOT_PROSE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)|(?<=\])\([^)]*\)|<[^>]+>|https?://\S+|\{[a-z-]+\}(?=`)")
PAIRED_LINK = re.compile(r"\[([^\[\]]*?) / ([^\[\]]*)\](?=\()")

HEADING = re.compile(r"#{1,6} +\S")
NUMBER = re.compile(r"(\d+\. )")
FENCE = re.compile(r" *(`{3,}|~{3,})")
COLONS = re.compile(r" *:{3,}(\{[\w-]+\}.*)?$")
ITEM = re.compile(r"( *(?:[-*+]|\d+[.)]) +)")
RULE = re.compile(r" *\|?(?: *:?-+:? *\|)* *:?-+:? *\|? *$")
HTML = re.compile(r" *</?[a-zA-Z!]")
TARGET = re.compile(r"\([\w-]+\)=$")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a heading can be linked to: ``slug`` in both languages, ``alias`` as a code host makes it of the source."""

    slug: str
    alias: str


@dataclass(slots=True)
class Section:
    """A heading, and how many lines of prose below it are there for one language alone."""

    title: str
    lines: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LANGUAGES, 0))


@dataclass(slots=True)
class Page:
    """A page in one language: its Markdown, the anchors of its headings in order, the sections of its source."""

    text: str
    anchors: tuple[Anchor, ...]
    sections: tuple[Section, ...]


def page(source: str, lang: str) -> Page:
    r"""Return the page of one language.

    >>> page("# 判定 / Verdict\n\n三つあります。\nThere are three.\n", "en").text
    '# Verdict\n\nThere are three.\n'

    Args:
        source: the page in both languages.
        lang: ``"ja"`` or ``"en"``.
    """
    parting = _Parting(lang)
    for kind, lines in blocks(source.splitlines()):
        parting.add(kind, lines)
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(parting.out)).strip("\n") + "\n"
    return Page(text, tuple(parting.anchors), tuple(parting.sections))


def lopsided(source: str) -> list[str]:
    """Return the headings below which prose stands in one language only."""
    return [one.title for one in page(source, "ja").sections if bool(one.lines["ja"]) != bool(one.lines["en"])]


def blocks(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield a page piece by piece, each with its kind: blank, heading, colons, fence, table, html, prose."""
    at = 0
    while at < len(lines):
        kind = _kind(lines, at)
        end = at + 1
        if kind == "fence":
            end = _end_of_fence(lines, at)
        elif kind in {"prose", "table", "html"}:
            while end < len(lines) and _goes_on(kind, lines, end):
                end += 1
        yield kind, lines[at:end]
        at = end


def _kind(lines: list[str], at: int) -> str:
    """Return what begins at a line."""
    line = lines[at]
    if not line.strip():
        return "blank"
    if at == 0 and line == "---":
        return "fence"
    starts = (("heading", HEADING), ("fence", FENCE), ("colons", COLONS), ("html", HTML), ("target", TARGET))
    for kind, pattern in starts:
        if pattern.match(line):
            return kind
    if line.lstrip().startswith("|") and at + 1 < len(lines) and RULE.match(lines[at + 1]):
        return "table"
    return "prose"


def _goes_on(kind: str, lines: list[str], at: int) -> bool:
    """Tell whether a block of a kind goes on with a line."""
    if kind == "table":
        return lines[at].lstrip().startswith("|")
    return bool(lines[at].strip()) if kind == "html" else _kind(lines, at) == "prose"


def _end_of_fence(lines: list[str], at: int) -> int:
    """Return where the block of code that opens at a line is over."""
    opened = FENCE.match(lines[at])
    mark = opened[1] if opened else "---"
    closed = re.compile(rf" *{mark[0]}{{{len(mark)},}} *$")
    return next((end + 1 for end in range(at + 1, len(lines)) if closed.match(lines[end])), len(lines))


class _Parting:
    """The page of one language while it is written."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.out: list[str] = []
        self.anchors: list[Anchor] = []
        self.sections = [Section("")]
        self._open: list[str] = []
        self._levels: list[int] = []
        self._slugs: dict[str, int] = {}

    def add(self, kind: str, lines: list[str]) -> None:
        """Write a piece of the source."""
        if kind == "colons":
            self._colons(lines[0])
            return
        inside = self._inside()
        if inside == OTHER[self.lang]:
            return
        if kind == "heading":
            self._heading(lines[0])
        elif kind == "prose" and not inside:
            self._prose(lines)
        elif kind == "table" and not inside:
            self.out += table(lines, self.lang)
        else:
            self.out += lines

    def _inside(self) -> str:
        """Return the language whose block is open, ``""`` outside one."""
        return next((name for name in self._open if name in LANGUAGES), "")

    def _colons(self, line: str) -> None:
        """Open or close a directive; the marks of ``:::{ja}`` and ``:::{en}`` are not written."""
        name = line.strip().lstrip(":").partition("}")[0].removeprefix("{")
        was = self._inside()
        if name:
            self._open.append(name)
        elif self._open:
            name = self._open.pop()
        if name not in LANGUAGES and was != OTHER[self.lang]:
            self.out.append(line)

    def _heading(self, line: str) -> None:
        marks, _, title = line.rstrip(" #").partition(" ")
        title = title.strip()
        self.sections.append(Section(title))
        slug = slug_of(side(title, "en"))
        seen = self._slugs[slug] = self._slugs.get(slug, 0) + 1
        self.anchors.append(Anchor(f"{slug}-{seen}" if seen > 1 else slug, slug_of(title)))
        self.out.append(f"{'#' * self._level(len(marks))} {side(title, self.lang)}")

    def _level(self, marks: int) -> int:
        """Return the level of a heading without gaps: a page may go from ``##`` to ``####``, an outline may not."""
        self._levels = [*(one for one in self._levels if one < marks), marks]
        return len(self._levels)

    def _prose(self, lines: list[str]) -> None:
        for item in _items(lines):
            for lang in LANGUAGES:
                self.sections[-1].lines[lang] += sum(langs == {lang} for _, langs in item.lines)
            kept = [line if langs != BOTH else _of(line, self.lang) for line, langs in item.lines if self.lang in langs]
            if kept:
                self.out += item.written(joined(kept) if self.lang == "ja" else kept)


@dataclass(slots=True)
class _Item:
    """A list item, or a paragraph outside of a list: its mark, its lines, and the languages each is for."""

    mark: str
    lines: list[tuple[str, frozenset[str]]]

    def written(self, kept: list[str]) -> list[str]:
        """Return the lines with the mark before the first and room below it."""
        return [self.mark + kept[0], *(" " * len(self.mark) + line for line in kept[1:])]


def _items(lines: list[str]) -> Iterator[_Item]:
    """Yield the items of a block of prose, with the languages of each line decided."""
    texts: list[tuple[str, list[str]]] = []
    for line in lines:
        found = ITEM.match(line)
        if found:
            texts.append((found[1], [line[found.end() :]]))
        elif texts:
            texts[-1][1].append(line.lstrip())
        else:
            texts.append((line[: len(line) - len(line.lstrip())], [line.lstrip()]))
    for mark, own in texts:
        yield _Item(mark, list(_decided(own)))


def _decided(lines: list[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each line of an item with the languages it is for."""
    langs = [_langs(line) for line in lines]
    now = next((found for found in langs if found), BOTH)
    if now != JA or not EAST_ASIAN.search(lines[0]):
        now = BOTH  # Nothing before it decides: it is for everybody, unless Japanese goes on with Japanese.
    for line, found in zip(lines, langs, strict=True):
        now = found or now
        yield line, now


def _langs(line: str) -> frozenset[str]:
    """Return the languages a line decides for itself, none where it does not."""
    if _cut(line):
        return BOTH
    bare = _bare(line)
    if JAPANESE.search(bare):
        return JA
    return EN if WORD.search(bare) else frozenset()


def masked(line: str) -> str:
    """Return a line of the same length in which code, link targets, tags and addresses are blotted out."""
    return NOT_PROSE.sub(lambda found: "\0" * len(found[0]), line)


def _bare(line: str) -> str:
    """Return a line with the texts of links blotted out too that hold both languages."""
    bare = masked(line)
    for found in PAIRED_LINK.finditer(line):
        bare = bare[: found.start()] + "\0" * len(found[0]) + bare[found.end() :]
    return bare


def _cut(line: str) -> int:
    """Return where a line is parted in two languages, 0 when it is not."""
    bare = _bare(line)
    at = bare.find(PAIR)
    left, right = bare[:at], bare[at + len(PAIR) :]
    parted = at > 0 and EAST_ASIAN.search(left) and WORD.search(right) and not JAPANESE.search(right)
    return at if parted else 0


def _of(line: str, lang: str) -> str:
    """Return what a line for both says in one language."""
    line = PAIRED_LINK.sub(lambda found: f"[{found[1 + LANGUAGES.index(lang)].strip()}]", line)
    at = _cut(line)
    if not at:
        return line
    japanese, english = line[:at], line[at + len(PAIR) :]
    if lang == "en":
        return english
    label, colon, shared = english.partition(": ")
    if colon and masked(label).find("\0") < 0 and not WORD.search(masked(shared)):
        return f"{japanese}：{shared}"
    return _shared_after_code(japanese, english)


def _shared_after_code(japanese: str, english: str) -> str:
    """Return the Japanese side with what follows the last colon of the English one when both share it."""
    at = masked(english).rfind(": ")
    shared = english[at + 2 :] if at >= 0 else ""
    return f"{japanese}：{shared}" if shared and not WORD.search(masked(shared)) else japanese


def side(title: str, lang: str) -> str:
    """Return a heading in one language.

    >>> side("1. 審査する / Check", "en")
    '1. Check'
    """
    at = masked(title).find(PAIR)
    if at < 0:
        return title
    if lang == "ja":
        return title[:at]
    number = NUMBER.match(title)
    return (number[1] if number else "") + title[at + len(PAIR) :]


def joined(lines: list[str]) -> list[str]:
    """Return lines of Japanese with those joined that a line break would part with a blank."""
    out = lines[:1]
    for line in lines[1:]:
        if CLOSING.search(out[-1]) or (WIDE.match(out[-1][-1:]) and WIDE.match(line[:1])):
            out[-1] += line
        else:
            out.append(line)
    return out


def table(lines: list[str], lang: str) -> list[str]:
    """Return the rows of a table with the columns of one language."""
    head, rule, *rows = [cells(line) for line in lines]
    kinds = [_column(cell) for cell in head]
    one_sided = len({kind for kind in kinds if kind}) < 2 and "pair" not in kinds
    kept = [at for at, kind in enumerate(kinds) if kind != OTHER[lang] or one_sided]
    body = [[_cell(row[at], lang) for at in kept if at < len(row)] for row in rows]
    titles = [side(head[at], lang) for at in kept]
    return ["| " + " | ".join(row) + " |" for row in (titles, [rule[at] for at in kept], *body)]


def cells(line: str) -> list[str]:
    r"""Return the cells of a row; ``\|`` and a bar in code part nothing.

    >>> cells("| `a|b` | c |")
    ['`a|b`', 'c']
    """
    line = line.strip().removeprefix("|").removesuffix("|")
    bare = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)|\\\|", lambda found: "\0" * len(found[0]), line)
    ends = [at for at, char in enumerate(bare) if char == "|"]
    return [
        line[start:end].strip() for start, end in zip([0, *(at + 1 for at in ends)], [*ends, len(line)], strict=True)
    ]


def _column(head: str) -> str:
    """Return whose a column is by its head: ``pair``, ``ja``, ``en``, or ``""`` for everybody's."""
    bare = masked(head)
    if PAIR in bare:
        return "pair"
    if EAST_ASIAN.search(bare):
        return "ja"
    return "en" if WORD.search(bare) else ""


def _cell(cell: str, lang: str) -> str:
    """Return a cell in one language: parted where the two sides of its `` / `` differ in script."""
    return _of(cell, lang) if _cut(cell) or PAIRED_LINK.search(cell) else cell


def slug_of(title: str) -> str:
    """Return the anchor that code hosts make of a heading.

    >>> slug_of("出力の形式 / Output formats")
    '出力の形式--output-formats'
    """
    bare = re.sub(r"\]\([^)]*\)", "", title.lower())
    return re.sub(r"[^\w\- ]", "", bare).strip().replace(" ", "-")
