"""Each bound says its line, and whether it is kept."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.queue.others import Delays

# Issue 5: nobody is delayed by more than a second or two.
DELAY_SECONDS = 2


class Verdicts:
    """What was held against its bound; ``broken`` names what was not kept."""

    def __init__(self) -> None:
        self.broken: list[str] = []

    def holds(self, what: str, kept: bool, said: str) -> None:
        """Print a bound's line."""
        print(f"{'ok    ' if kept else 'BROKEN'}  {what:58}{said}", flush=True)
        if not kept:
            self.broken.append(what)

    def at_most(self, what: str, found: float, bound: float, unit: str, why: str = "") -> None:
        """Hold a figure against the most that it may be."""
        told = f"{found:8.2f} {unit:5} at most {bound:g}"
        self.holds(what, found <= bound, f"{told}{f'  ({why})' if why else ''}")

    def others(self, what: str, delays: Delays) -> None:
        """Hold what others waited for their answers."""
        self.holds(f"{what}: all answered", not delays.failed, str(delays.failed or ""))
        self.at_most(f"{what}, worst", delays.at(1) / 1000, DELAY_SECONDS, "s", str(delays))

    @staticmethod
    def says(what: str, said: str) -> None:
        """A figure that is not held against anything."""
        print(f"        {what:58}{said}", flush=True)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """A part of the run: its name, its time, and what those who make the load used of a core."""
        print(f"\n{name}", flush=True)
        start, used = time.monotonic(), _used()
        yield
        seconds = time.monotonic() - start
        share = (_used() - used) / seconds
        self.says("this part", f"{seconds:8.0f} s    the clients used {100 * share:.0f}% of a core")


def _used() -> float:
    """Seconds of the processor that this process has had, and those that it started and that have ended: ``others``."""
    return sum(os.times()[:4])
