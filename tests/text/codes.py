"""Every code that the package gives: read from its source, so that nobody has to keep a list (符号の一覧)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import kananame as kn
from kananame import kana
from kananame._tables.folding import FOLDING
from kananame._tables.romaji_styles import ROMAJI_STYLES
from kananame.align import TABLE_OF
from kananame.card import FIELDS, PUBLISHED
from kananame.history import Capacity, Origin, System
from kananame.history.acts import ACTS
from kananame.io import headings as h
from kananame.io.fix import REASONS
from kananame.model import Filing, Grade, Part, Severity, Verdict
from kananame.record.snapshot import GROUNDS
from kananame.register import KINDS
from kananame.rulebook import RULES
from kananame.rules.case import PROOF_OF_USE, PUBLICATION
from kananame.text import DOUBTFUL_FOLDS

PACKAGE = Path(kn.__file__).parent
TREES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.parent.name != "_tables"
}
# A function that makes findings whose codes stand in a table, and the codes.
FROM_TABLES = {"_note": frozenset(code for _, code in FOLDING.values())}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.AST, inside: Function | None = None) -> Iterator[tuple[Function | None, ast.Call]]:
    """Yield every call with the function it stands in."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call):
            yield inside, node
        yield from functions(node, node if isinstance(node, Function) else inside)


def calls(name: str) -> Iterator[tuple[str, Function | None, ast.Call]]:
    """Yield every call in the package of a function or class of that name."""
    for module, tree in TREES.items():
        for inside, call in functions(tree):
            called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if called == name:
                yield module, inside, call


def codes_given(name: str, position: int = 0) -> set[str]:
    """Return the codes that calls of a function give at a position; a parameter is followed to its callers."""
    found: set[str] = set()
    for module, inside, call in calls(name):
        named = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
        given = (*call.args[position : position + 1], *named)
        where = f"{module}:{call.lineno}: where does the code of this {name} come from?"
        assert given, where
        choices = (given[0].body, given[0].orelse) if isinstance(given[0], ast.IfExp) else (given[0],)
        for choice in choices:
            if isinstance(choice, ast.Attribute) and choice.attr == "code":
                continue  # Of another one: a finding read back, a refusal passed on.
            if isinstance(choice, ast.Constant):
                found.add(str(choice.value))
            elif isinstance(choice, ast.Subscript):
                assert isinstance(choice.value, ast.Name), where
                found |= values_of(module, choice.value.id, where)
            else:
                assert isinstance(choice, ast.Name), where
                assert inside is not None, where
                found |= _handed_on(inside, choice.id, where)
    return found


def values_of(module: str, constant: str, where: str) -> set[str]:
    """Return the values of a dictionary that a module writes out at its top."""
    for node in TREES[module].body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if constant in map(ast.unparse, targets):
                return set(ast.literal_eval(node.value).values())
    raise AssertionError(where)


def _handed_on(helper: Function, parameter: str, where: str) -> set[str]:
    if helper.name in FROM_TABLES:
        return set(FROM_TABLES[helper.name])
    given = (*helper.args.posonlyargs, *helper.args.args)
    parameters = [argument.arg for argument in given if argument.arg != "self"]
    assert parameter in parameters, where
    return codes_given(helper.name, parameters.index(parameter))


FINDINGS = codes_given("Finding")
"""The codes of findings, those of refused events and of romaji included."""
REFUSALS = {code for _, _, call in calls("Refusal") for code in [ast.literal_eval(call.args[0])]}
"""The codes with which a run of the command is refused."""


def sound_changes() -> set[str]:
    """Return the names of all sound changes that any two kana undergo."""
    letters = [chr(point) for point in (*range(0x30A1, 0x30FB), 0x30FC)]
    forms = (
        form for pair in product(letters, repeat=2) for native in (True, False)
        for form in kana.forms("".join(pair), native=native)
    )  # fmt: skip
    return {part for _, change, *_ in forms for part in change.split("+") if part}


@cache
def families() -> dict[str, set[str]]:
    """Return every value that has a name in the catalogue by what it is of (``verdict-accept``: ``verdict``)."""
    return {
        "verdict": set(Verdict),
        "grade": set(Grade),
        "severity": set(Severity),
        "part": set(Part),
        "filing": set(Filing),
        "evidence": {*PUBLICATION, *PROOF_OF_USE},
        "basis": set(TABLE_OF),
        "change": sound_changes(),
        "style": set(ROMAJI_STYLES),
        "field": set(FIELDS),
        "line": set(PUBLISHED),
        "table": {table.lower().replace(" ", "-") for table in TABLE_OF.values() if table},
        "rule": {rule.id for rule in RULES},
        "differs": set(KINDS),
        "role": {h.FAMILY, h.GIVEN, h.NAME, h.FAMILY_READING, h.GIVEN_READING, h.READING},
        "origin": {"attested", "composed"},
        "suggest": {"none", "reading", "origin", "count", "score", "opinion"},
        "cause": set(Origin),
        "capacity": set(Capacity),
        "deed": set(ACTS),
        "needs": {act.needs for act in ACTS.values() if act.needs},
        "updates": set(System),
        "near": set(REASONS) - DOUBTFUL_FOLDS,
        "ground": set(GROUNDS),
    }
