"""The whole pipeline (read, parse, tag): stories a second, growth with length, memory of a worker."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice, pairwise
from unittest import mock

from tests.bench.stories import pages
from workers.document import Document
from workers.pipeline import STEPS, Step, Steps, run
from workers.taggers import entities, reach

ROUNDS = 3  # of which the fastest counts, each with pages of its own
STORY = 9_000  # bytes: a long story of a daily
STORIES = 100  # of a round
WORKED = 200  # stories after which a worker's memory is read
LENGTHS = {10_000: 30, 100_000: 3, 1_000_000: 1}  # bytes of a story, and how many of them are measured together
NAMES = tuple(step.__name__ for _, step in STEPS)
PLAIN = {"PYTHONPATH": "", "PYTHONSAFEPATH": ""}  # the working directory's sources, not a compiled copy of them
# settings that a worker will not start without; nothing connects to them here
NOWHERE = {"DATABASE_URL": "postgresql+psycopg://localhost/none", "REDIS_URL": "redis://localhost/0"}


@dataclass
class Work:
    """What processing some pages took and gave: seconds of processor by step, letters of stories, mentions."""

    pages: int = 0
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(NAMES, 0.0))
    letters: int = 0
    names: int = 0

    def each(self, step: str | None = None) -> float:
        """Seconds a page, of one step or of all."""
        return (self.seconds[step] if step else sum(self.seconds.values())) / self.pages


def process(texts: Iterable[str]) -> Work:
    """Take pages through every step, keeping none, as a worker does."""
    work = Work()
    for text in texts:
        document = run(Document(content=text.encode(), filename="page.txt"), steps=_timed(work))
        work.pages += 1
        work.letters += len(document.text)
        work.names += sum(len(entity.mentions) for entity in document.entities)
    return work


def _timed(work: Work) -> Steps:
    """The steps, each adding the seconds that it takes."""

    def timed(step: Step) -> Step:
        def run_timed(document: Document) -> Document:
            start = time.process_time()
            document = step(document)
            work.seconds[step.__name__] += time.process_time() - start
            return document

        return run_timed

    return tuple((stage, timed(step)) for stage, step in STEPS)


def print_whole() -> None:
    """Print how many stories a second, how time grows, and what a worker takes of memory."""
    work = fastest(STORY, STORIES)
    print(
        f"\nread, parse, tag: {1 / work.each():.1f} stories of {STORY / 1000:.0f} kB a second, furniture of samples around;"
    )
    print(f"{work.letters / work.pages:,.0f} letters and {work.names / work.pages:.0f} names found in each")
    print(f"this is {_kind()}; as plain Python {_told('pace', PLAIN)} a second")
    _print_growth()
    print(f"\nmost memory of a worker's process, {WORKED} such stories processed: {_told('memory', NOWHERE)}")


def fastest(size: int, number: int) -> Work:
    """The fastest of some rounds, no page of which comes twice; words are loaded before."""
    source = pages(size)
    process(islice(source, 1))
    return min((process(islice(source, number)) for _ in range(ROUNDS)), key=Work.each)


def _print_growth() -> None:
    """Ten times the story should take ten times as long, with the limit on what is read for tags lifted."""
    with mock.patch.object(reach, "LONGEST_STORY", sys.maxsize):
        works = [fastest(size, number) for size, number in LENGTHS.items()]
    print(f"\n{'seconds by length':24}" + f"{'':11}".join(f"{size / 1000:8,.0f} kB" for size in LENGTHS))
    for name in (*NAMES, None):
        seconds = [work.each(name) for work in works]
        grown = [f"{after / before:10.1f}x{after:11.4f}" for before, after in pairwise(seconds)]
        print(f"{name or 'all':24}{seconds[0]:11.4f}{''.join(grown)}")
    print(f"no line twice; the limit of {reach.LONGEST_STORY:,} letters that tags are read of is lifted here")


def _kind() -> str:
    """Whether the taggers measured here are the plain ones or those compiled, as the image has them."""
    return "plain Python" if entities.__file__.endswith(".py") else "parsers and taggers compiled to C, as in the image"


def _told(module: str, settings: dict[str, str]) -> str:
    """What a new process prints that is one of the bench's modules."""
    command = [sys.executable, "-W", "ignore", "-m", f"tests.bench.{module}"]
    run = subprocess.run(command, env={**os.environ, **settings}, stdout=subprocess.PIPE, text=True, check=True)
    return run.stdout.strip()
