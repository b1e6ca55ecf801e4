"""``kananame verify``: a file of records read back against its manifest and its layout."""

from __future__ import annotations

import click

from kananame import messages
from kananame.cli import summary
from kananame.cli.console import console
from kananame.cli.options import spoken
from kananame.cli.records import place, show_findings
from kananame.io import manifest as manifests
from kananame.io.verify import verify as look


@click.command()
@click.argument("path", metavar="FILE")
@spoken
def verify(path: str, lang: str) -> int:
    """Read FILE back: its checksum and counts against FILE.manifest.json, every item against its layout.

    Says what is wrong, and where: the record and the item.
    """
    manifest = manifests.read(path)
    answer = look(path, manifest)
    out = console(err=False)
    code = "verify-faults" if answer.faults else "verify-done"
    out.print(messages.text(code, lang, layout=manifest.key, rows=answer.rows, faults=answer.faults))
    summary.show_codes(answer.codes, lang, err=False)
    show_findings(((place(fault.row, "", lang), fault.finding) for fault in answer.shown), lang)
    return int(answer.faults > 0)
