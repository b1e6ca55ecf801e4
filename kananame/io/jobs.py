"""Several processes, one order: the answers come as if one process had given them (並列処理)."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, TypeVar, runtime_checkable

from kananame.io.refusals import Refusal

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

P = TypeVar("P")
R = TypeVar("R")
AHEAD: Final = 3
"""How many parts every other process is given before it has done them: it never waits for the next."""
WAITING: Final = 8
"""How many parts of each process may wait for an earlier one: memory stays flat where one part takes long."""
WORTH: Final = 1 << 22
"""A file of fewer bytes is done before other processes have begun."""

PATIENT: Final = (100_000, 50, 50)
"""How rarely Python looks for objects that hold each other: rows and their answers never do, and there are many."""

WIDE: Final = 1 << 20
"""Bytes of an answer that find room on the way to this process, so that it is read at once and not piece by piece."""

SOON: Final = 0.0005
"""How many seconds of this process's own work the thread waits that hears from the others: they wait for it."""


@runtime_checkable
class Learner(Protocol):
    """Work that learns on the way what other processes may be told; answers take less time then, and are the same."""

    def learned(self) -> object:
        """Return what was learned since this was asked last, in types that another process can be told."""

    def learn(self, news: Any) -> None:  # noqa: ANN401 (what another has learned)
        """Take what another process has learned."""


_work: Callable[[Any], Any]


def cores() -> int:
    """Return how many processes this one may keep busy."""
    if sys.platform != "win32" and hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def jobs_for(size: int, asked: int | None) -> int:
    """Return how many processes to use: as many as asked for, else one for each core where the input is worth it.

    >>> jobs_for(1000, None), jobs_for(1000, 3)
    (1, 3)
    """
    return asked or (cores() if size >= WORTH else 1)


def in_order(
    make: Callable[..., Callable[[P], R]], told: tuple[object, ...], parts: Iterable[P], jobs: int
) -> Iterator[tuple[P, R]]:
    """Yield every part with what comes of it, in the order of the parts.

    Args:
        make: a function of a module; called once in each process, it returns what does a part.
        told: its arguments.
        parts: read as they are needed.
        jobs: how many processes, this one among them.

    Raises:
        Refusal: ``job-lost`` when a process was killed; and what the work itself raises.
    """
    with patience():
        work = make(*told)
        if jobs == 1:
            yield from ((part, work(part)) for part in parts)
            return
        # A browser has none of this, and who works alone does not wait for it.
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415
        from multiprocessing import get_context  # noqa: PLC0415

        # The same way of starting everywhere; a fork would take along the threads of a progress bar.
        with attention(), ProcessPoolExecutor(jobs - 1, get_context("spawn"), _begin, (make, told)) as pool:
            widen(pool)
            try:
                yield from _shared(work, pool, parts, jobs)
            except BrokenProcessPool:
                raise Refusal("job-lost") from None
            finally:
                pool.shutdown(cancel_futures=True)


def _shared(work: Callable[[P], R], pool: Executor, parts: Iterable[P], jobs: int) -> Iterator[tuple[P, R]]:
    """Yield the parts in order; those that the other processes have no hands for are done here."""
    learner = _learner(work)
    # Until a process has begun there is one part for it: those it is given then come with what was learned so far.
    begun = pool.submit(_has_begun)
    waiting: deque[tuple[P, Future[tuple[R, object]] | _Here[R]]] = deque()

    def first() -> tuple[P, R]:
        part, outcome = waiting.popleft()
        found, news = outcome.result()
        if learner and news:
            learner.learn(news)
        return part, found

    for part in parts:
        sent = sum(not outcome.done() for _, outcome in waiting)
        if sent < (AHEAD if begun.done() else 1) * (jobs - 1):
            waiting.append((part, pool.submit(_do, part, learner and learner.learned())))
        else:
            waiting.append((part, _Here(work, part)))
        while waiting and (waiting[0][1].done() or len(waiting) > WAITING * jobs):
            yield first()
    while waiting:
        yield first()


def widen(pool: Any) -> None:  # noqa: ANN401 (the pool does not show what answers come through)
    """Make room for whole answers, where the system can: for each piece this process would have to leave its own work.

    Without it the answers are the same, and take longer.
    """
    with suppress(ImportError, AttributeError, OSError):
        import fcntl  # noqa: PLC0415 (not everywhere)

        fcntl.fcntl(pool._result_queue._reader.fileno(), fcntl.F_SETPIPE_SZ, WIDE)  # noqa: SLF001 (guarded)


@contextmanager
def attention() -> Iterator[None]:
    """Let threads of this process have their turn soon."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SOON)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


class _Here(Generic[R]):
    """What came of a part that was done in this process, told in its turn."""

    def __init__(self, work: Callable[[Any], R], part: object) -> None:
        """Do the part; what goes wrong with it goes wrong behind the parts before it."""
        self._error: Exception | None = None
        try:
            self._found = work(part)
        except Exception as error:  # noqa: BLE001 (raised again below)
            self._error = error

    def done(self) -> bool:
        """Return true: a part here is done at once."""
        return True

    def result(self) -> tuple[R, None]:
        """Return what came of it, with no news for this process; or raise what went wrong."""
        if self._error is not None:
            raise self._error
        return self._found, None


@contextmanager
def patience() -> Iterator[None]:
    """Let Python look rarely for objects that hold each other."""
    before = gc.get_threshold()
    gc.set_threshold(*PATIENT)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _begin(make: Callable[..., Callable[[Any], Any]], told: tuple[object, ...]) -> None:
    """Get ready in a process of its own, which ends with the one that started it."""
    global _work  # noqa: PLW0603 (a process has one work, and no other place to keep it)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.set_threshold(*PATIENT)
    # What there is is in the pipe by then; taking all memory apart takes half a second.
    atexit.register(os._exit, 0)
    _work = make(*told)
    if learner := _learner(_work):
        learner.learned()  # from here on


def _has_begun() -> None:
    """Answer as soon as a process is ready for work."""


def _end_with_parent() -> None:
    from multiprocessing import parent_process  # noqa: PLC0415 (as above)

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(part: Any, news: Any) -> tuple[Any, object]:  # noqa: ANN401 (what the work takes and gives)
    learner = _learner(_work)
    if learner and news:
        learner.learn(news)
    return _work(part), learner and learner.learned()


def _learner(work: object) -> Learner | None:
    return work if isinstance(work, Learner) else None
