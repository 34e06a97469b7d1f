"""``python -m tests.bench [folder]``: quality and speed of reading pages and of tagging names, on one core."""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from itertools import count, cycle, islice
from pathlib import Path

from seeds import SAMPLES
from tests.bench.names import print_names
from tests.bench.pages import Page, folder, ours
from tests.bench.rules import RULES, Rule, nothing, tintag
from tests.bench.surfaces import print_surfaces
from tests.bench.whole import print_whole

ROUNDS = 3  # of which the fastest counts: what else the machine does only ever makes a round slower
LENGTHS = (2_000, 20_000, 200_000)
WORD = re.compile(r"\w+")


def main() -> None:
    """Print how pages of a folder, or our own, are read, and how the corpus and pages made of it are tagged."""
    pages = folder(Path(sys.argv[1])) if sys.argv[1:] else ours()
    told = [page for page in pages if page.story]
    if not told:
        sys.exit("no page with a story in it")
    size = sum(len(page.text.encode()) for page in pages) / 1e6
    print(f"{len(pages)} pages, {len(told)} with a story, {1000 * size:.0f} kB; one core, time to import left out\n")
    print(f"{'':24}{'4-gram F1':>11}{'Tintag is':>11}{'kept of none':>14}{'MB/s':>9}{'Tintag is':>11}")
    ours_f1, ours_speed = 0.0, 0.0
    for name, rule in RULES.items():
        quality, speed = _quality(rule, told), size / _seconds(rule, pages)
        ours_f1, ours_speed = ours_f1 or quality, ours_speed or speed
        print(f"{name:24}{quality:11.3f}{ours_f1 / quality:10.2f}x{_kept(rule, pages):14.2f}", end="")
        print(f"{speed:9.2f}{ours_speed / speed:10.3g}x" if rule is not nothing else "")
    print("\nkept of none: the share of the text kept of pages that tell no story")
    _print_growth(pages)
    print_names()
    print_surfaces(Path(sys.argv[1]) if sys.argv[1:] else SAMPLES)
    print_whole()


def _quality(rule: Rule, pages: list[Page]) -> float:
    """The mean over pages of F1 of runs of four words, each counted as often as it occurs."""
    return sum(_f1(_grams(rule(page.text)), _grams(page.story)) for page in pages) / len(pages)


def _grams(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text.lower())
    return (
        Counter(zip(words, words[1:], words[2:], words[3:], strict=False)) if len(words) > 3 else Counter([(*words,)])
    )


def _f1(given: Counter, gold: Counter) -> float:
    return 2 * (given & gold).total() / (given.total() + gold.total())


def _kept(rule: Rule, pages: list[Page]) -> float:
    texts = [page.text for page in pages if not page.story]
    return sum(len(rule(text)) for text in texts) / (sum(map(len, texts)) or 1)


def _seconds(rule: Rule, pages: list[Page]) -> float:
    return min(_round(rule, pages) for _ in range(ROUNDS))


def _round(rule: Rule, pages: list[Page]) -> float:
    start = time.process_time()
    for page in pages:
        rule(page.text)
    return time.process_time() - start


def _print_growth(pages: list[Page]) -> None:
    """Ten times the lines should take ten times as long; more says that something is not linear.

    No line comes twice, so that nothing is remembered, for the short text as little as for the long one; and every
    length is read as often as it takes to come to the same number of lines, so that all meet the same machine.
    """
    print(f"\n{'lines, none twice':24}{'seconds':>11}{'growth':>11}")
    lines, before = cycle([line for page in pages for line in page.text.split("\n") if line.strip()]), 0.0
    numbered = (f"{line} {number}" for line, number in zip(lines, count(1), strict=False))
    for length in LENGTHS:
        times = LENGTHS[-1] // length
        texts = ("\n".join(islice(numbered, length)) for _ in range(times))
        seconds = sum(_round(tintag, [Page(text, "")]) for text in texts) / times
        print(f"{length:<24,}{seconds:11.2f}" + (f"{seconds / before:10.1f}x" if before else ""))
        before = seconds


if __name__ == "__main__":
    main()
