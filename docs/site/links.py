"""What the built pages lead to: every link within the site leads somewhere, and nothing is fetched from elsewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

FETCHED: Final = {
    "script": ("src",), "img": ("src", "srcset"), "source": ("src", "srcset"), "iframe": ("src",), "audio": ("src",),
    "video": ("src", "poster"), "embed": ("src",), "object": ("data",), "input": ("src",),
    "use": ("href", "xlink:href"), "image": ("href", "xlink:href"),
}  # fmt: skip
"""What a browser fetches without being asked; of ``link`` all but an alternate."""
ALTERNATE: Final = frozenset({"alternate", "author", "next", "prev", "search", "index", "canonical"})
REMOTE: Final = re.compile(r"(?:https?:)?//")
IN_STYLE: Final = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")


@dataclass(slots=True)
class Seen:
    """What a page holds: the targets of its links, what it fetches, the anchors in it."""

    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    """Collects what a page holds."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag."""
        given = {name: value or "" for name, value in attrs}
        self._style = tag == "style"
        self.seen.anchors.update(filter(None, (given.get("id"), given.get("name"))))
        self.seen.fetched += _styles(given.get("style", ""))
        if tag in {"a", "area", "link", "form"}:
            target = given.get("href", given.get("action"))
            if target is not None:
                fetches = tag == "link" and given.get("rel", "") not in ALTERNATE
                (self.seen.fetched if fetches else self.seen.links).append(target)
        for name in FETCHED.get(tag, ()):
            target = given.get(name, "")
            several = target.split(",") if name == "srcset" else [target]
            self.seen.fetched += [part.split()[0] for part in several if part.strip()]

    def handle_data(self, data: str) -> None:
        """Take what stands in a style."""
        if self._style:
            self.seen.fetched += _styles(data)

    def handle_endtag(self, tag: str) -> None:
        """Leave a style."""
        self._style = self._style and tag != "style"


def _styles(text: str) -> list[str]:
    return [one or other for one, other in IN_STYLE.findall(text)]


def read(page: Path) -> Seen:
    """Return what a page holds."""
    reader = _Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    reader.close()
    return reader.seen


def faults(site: Path) -> Iterator[str]:
    """Yield every link that leads nowhere and everything fetched from another host, each with its page.

    Args:
        site: the folder of a built site.
    """
    pages = {path.relative_to(site).as_posix(): read(path) for path in sorted(site.rglob("*.html"))}
    for name, seen in pages.items():
        for target in seen.fetched:
            if REMOTE.match(target):
                yield f"{name}: fetches {target}"
            elif problem := _leads_nowhere(target, name, site, {}):
                yield problem
        for target in dict.fromkeys(seen.links):
            if problem := _leads_nowhere(target, name, site, pages):
                yield problem
    for path in sorted(site.rglob("*.css")):
        for target in _styles(path.read_text(encoding="utf-8")):
            if REMOTE.match(target):
                yield f"{path.relative_to(site).as_posix()}: fetches {target}"


def _leads_nowhere(target: str, name: str, site: Path, pages: dict[str, Seen]) -> str:
    """Return what is wrong with a target on a page, ``""`` when nothing is."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return ""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
    if path.startswith("..") or not (site / path).exists():
        return f"{name}: {target} leads nowhere"
    if (site / path).is_dir():
        return f"{name}: {target} is a folder; a page opened without a server needs index.html"
    fragment = unquote(parts.fragment)
    if fragment and path in pages and fragment not in pages[path].anchors:
        return f"{name}: {target} names no place of that page"
    return ""
