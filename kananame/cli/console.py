"""The console of either stream: columns that stay straight, and text that cannot steer it."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

WIDTH = 100


def visible(text: str) -> str:
    r"""Return a text whose control and invisible characters are written out, so that a cell cannot steer a console.

    >>> visible("松\x1b[2J\u3000浦")
    '松\\x1b[2J\u3000浦'
    """
    return "".join(char if char.isprintable() or char == "\u3000" else ascii(char)[1:-1] for char in text)


def aligned(*, heading: bool = True) -> Table:
    """Return an empty table of aligned columns.

    It has no box: the lines of one are two columns wide on some Japanese consoles.  Full-width characters count as two.
    """
    return Table(box=None, show_header=heading, header_style="", pad_edge=False)


def put(out: Console, table: Table) -> None:
    """Print a table without the blanks that fill its lines up."""
    with out.capture() as capture:
        out.print(table)
    out.file.writelines(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def console(*, err: bool) -> Console:
    """Return the console for one stream; what is printed is text, never markup."""
    found = Console(stderr=err, markup=False, highlight=False, emoji=False)
    # Into a file or a pipe the width must not depend on who looks.
    return found if found.is_terminal else Console(stderr=err, width=WIDTH, markup=False, highlight=False, emoji=False)
