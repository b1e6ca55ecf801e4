"""Random events at a few registers: what is refused changes nothing, what is accepted keeps all that has to hold."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kananame import history as h
from kananame.history import Event, apply, timeline
from kananame.history.events import EVENTS
from tests.history import build as b
from tests.history.drawn import Draw
from tests.history.entitled import check_rights
from tests.history.held import tried

KINDS = {kind: name for name, kind in EVENTS.items()}
NAKAMURA = b.at(
    h.ExistingRegister, b.START, id="r9", register="r9", municipality=b.HERE, family="中村", head="p9", spouse="p10",
    members=(b.enrolled("p9", "健", "1990-01-01", former="高橋"),
             b.enrolled("p10", "恵子", "1990-01-01", former="佐藤")),
)  # fmt: skip
BEGUN = (
    b.YAMAZAKI, b.SATO, NAKAMURA,
    b.former("2025-05-26", "p2", "高橋", "タカハシ", id="former"),
    b.birth("2025-05-26", "p8", "光宙", "ピカチュウ", id="held"),
    b.filing("2025-05-26", "r2", "サトウ", "p6", id="waits", lodged=True),
)  # fmt: skip
CHANCE = st.randoms(use_true_random=False)


class Life(RuleBasedStateMachine):
    """A history that meets one event after another."""

    @initialize(random=CHANCE)
    def begin(self, random: Random) -> None:
        self.draw = Draw(random)
        self.accepted: list[Event] = [*BEGUN]
        self.history = self.older = b.after(*BEGUN)
        self.picture = b.picture(self.older)

    @rule(random=CHANCE, kind=st.sampled_from(sorted(EVENTS)))
    def happen(self, random: Random, kind: str) -> None:
        self.draw.random = random
        event = self.draw.event(self.history, kind)
        self.history, answer = tried(self.history, event, random)
        if answer == "accepted":
            self.accepted.append(event)

    @rule(random=CHANCE)
    def days_go_by(self, random: Random) -> None:
        self.draw.random = random
        self.draw.pass_time()

    @rule(random=CHANCE)
    def come_again(self, random: Random) -> None:
        assert apply(self.history, random.choice(self.accepted)) is self.history

    @precondition(lambda self: hasattr(self, "history"))
    @rule(random=CHANCE)
    def ask_for_rights(self, random: Random) -> None:
        check_rights(self.history, random.choice([*self.history.persons]), self.draw.today)

    @rule()
    def look_back(self) -> None:
        assert b.picture(self.older) == self.picture
        self.older, self.picture = self.history, b.picture(self.history)

    @invariant()
    def the_timeline_is_in_order(self) -> None:
        recorded = [line.entry.recorded for line in timeline(self.history)]
        assert recorded == sorted(recorded)

    def teardown(self) -> None:
        if hasattr(self, "history"):
            assert b.picture(b.after(*self.accepted)) == b.picture(self.history)


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=100, stateful_step_count=50, deadline=None)


def test_random_events_reach_what_the_machine_is_for() -> None:
    random = Random(5)  # noqa: S311 - the same events in every run
    met: Counter[tuple[str, str]] = Counter()
    for _ in range(12):
        draw, history = Draw(random), b.after(*BEGUN)
        for _ in range(250):
            draw.pass_time()
            event = draw.event(history, random.choice(sorted(EVENTS)))
            history, answer = tried(history, event, random)
            met[KINDS[type(event)], answer] += 1
    accepted = {kind for kind, answer in met if answer == "accepted"}
    assert sorted(set(EVENTS) - accepted) == []
    assert len({answer for _, answer in met}) > 45
