"""Building: a warning stops it, the old site stays until the new one is whole, both sides of the search split alike."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from docs.site import build as builder
from docs.site.build import Faulty, run_sphinx
from docs.site.extension import ANCHORS, WORDS
from docs.site.search import SPLITTER, split

# What is deprecated within the packages we pin is theirs to mend.
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")
TEXTS = (
    "届出期間は folded-width から", "「振り仮名」を確かめる", "ﾏﾂｳﾗ", "a_b, C-D 12", "々は氏", "漢",
    "KOSEKI_13_2 の規定", "Ō Ñ é", "", "  、。",
)  # fmt: skip


def written(folder: Path, text: str) -> Path:
    """Return a folder of sources with one page."""
    folder.mkdir()
    (folder / "index.md").write_text(text, encoding="utf-8")
    (folder / ANCHORS).write_text("{}", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# A\n\n[b](b.md)\n", "b"),
        ("# A\n\n[b](#none)\n", "none"),
        ("# A\n\n```{nothing}\n```\n", "nothing"),
        ("# A\n\n```{eval-rst}\n:py:class:`kananame.Nobody`\n```\n", "kananame.Nobody"),
    ],
)
def test_a_warning_is_told(tmp_path: Path, text: str, said: str) -> None:
    warned = run_sphinx(written(tmp_path / "ja", text), tmp_path / "out", "ja")
    assert "WARNING" in warned
    assert said in warned


def test_a_page_without_fault_is_built_in_silence(tmp_path: Path) -> None:
    text = "# 題\n\n```{eval-rst}\n:py:func:`kananame.check` と :py:class:`datetime.date`\n```\n"
    assert run_sphinx(written(tmp_path / "ja", text), tmp_path / "out", "ja") == ""
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert WORDS["ja"]["top"] in page


def test_a_fault_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / "old.html").write_text("old", encoding="utf-8")
    monkeypatch.setattr(builder, "write_sources", lambda folder, _: written_in(folder))
    with pytest.raises(Faulty, match="nowhere"):
        builder.build(target, quick=True)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (target / "old.html").read_text(encoding="utf-8") == "old"


def written_in(folder: Path) -> None:
    """Write a page with a link that leads nowhere."""
    folder.parent.mkdir(exist_ok=True)
    written(folder, "# A\n\n[b](nowhere.md)\n")


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
def test_a_query_is_split_as_the_index_is() -> None:
    code = f"{SPLITTER}; console.log(JSON.stringify({json.dumps(TEXTS)}.map(splitQuery)))"
    done = subprocess.run(["node", "-e", code], capture_output=True, text=True, check=True)  # noqa: S603, S607
    assert json.loads(done.stdout) == [split(text) for text in TEXTS]


def test_both_languages_have_the_same_words() -> None:
    assert WORDS["ja"].keys() == WORDS["en"].keys()
