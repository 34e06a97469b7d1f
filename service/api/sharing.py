"""What many ask for at the same moment is worked out once for all of them, and is never older than a question."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from contextlib import AbstractContextManager, nullcontext
from typing import Generic, TypeVar

T = TypeVar("T")


class Sharing(Generic[T]):
    """One look at a time for each thing; who asks while it is looked at shares the next look with all who do.

    A look begins after everyone it is for has asked, so nobody gets a state from before his question, and nothing is
    kept once it was told. An error is everybody's too. ``turn`` is taken for each look, not by those who wait for one.
    """

    def __init__(self, turn: AbstractContextManager[object] | None = None):
        self._turn = turn or nullcontext()
        self._lock = threading.Lock()
        self._next: dict[Hashable, Future[T]] = {}
        self._now: dict[Hashable, Future[T]] = {}

    def ask(self, what: Hashable, look: Callable[[], T]) -> T:
        """What a look at this thing gives that has not begun yet; all who name the same thing bring the same look."""
        with self._lock:
            mine, before = self._next.get(what), self._now.get(what)
            leads = mine is None
            if mine is None:
                mine = self._next[what] = Future()
        if leads:
            self._lead(what, mine, before, look)
        return mine.result()

    def _lead(self, what: Hashable, mine: Future[T], before: Future[T] | None, look: Callable[[], T]) -> None:
        """Look for all who have gathered when the look before is over."""
        try:
            if before:
                before.exception()  # its end is waited for, whatever it is
            with self._turn:
                self._begin(what)
                mine.set_result(look())
        except BaseException as error:
            mine.set_exception(error)
        finally:
            self._forget(what, mine)

    def _begin(self, what: Hashable) -> None:
        with self._lock:
            self._now[what] = self._next.pop(what)

    def _forget(self, what: Hashable, mine: Future[T]) -> None:
        with self._lock:
            for looks in (self._next, self._now):
                if looks.get(what) is mine:
                    del looks[what]
