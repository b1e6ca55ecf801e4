"""How names read a kun with okurigana: まも.る is read マモル, マモリ, and マモ where a name does."""

from __future__ import annotations

from collections.abc import Iterator

I_ROW = dict(zip("うくすつぬふむゆるぐずづぶ", "いきしちにひみいりぎじぢび", strict=True))
COLUMNS = (
    *("あいうえお", "かきくけこ", "さしすせそ", "たちつてと", "なにぬねの", "はひふへほ", "まみむめも", "やいゆえよ"),
    *("らりるれろ", "がぎぐげご", "ざじずぜぞ", "だぢづでど", "ばびぶべぼ"),
)


def name_forms(kun: str) -> Iterator[tuple[str, bool]]:
    """Yield (hiragana form, whether it needs a witness) of a KANJIDIC2 kun such as ``まも.る`` or ``-だか``.

    The form as printed needs no witness; the stem, the continuative (連用形) and the classical endings do.
    """
    stem, dot, ending = kun.strip("-").partition(".")
    yield stem + ending, False
    if not dot:
        return
    yield stem, True
    last = ending[-1]
    body = stem + ending[:-1]
    if last in I_ROW:
        yield body + I_ROW[last], True
    if last == "る" and len(ending) > 1:
        yield body, True
        # 下二段: つと.める was つとむ
        yield from ((stem + ending[:-2] + u_row, True) for u_row in classical(ending[-2]))
    if ending in {"い", "しい"}:
        base = stem + ("し" if ending == "しい" else "")
        yield from ((base + end, True) for end in ("し", "き", "く") if not base.endswith("し") or end != "し")
        if ending == "しい":
            yield base, True


def classical(kana: str) -> Iterator[str]:
    """Yield the u-row kana of each column where ``kana`` is in the i-row or the e-row (め → む; え → う and ゆ)."""
    yield from (column[2] for column in COLUMNS if kana in (column[1], column[3]))
