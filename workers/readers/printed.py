"""What text browsers print around the text of a page: bullets, numbers of links, buttons, pictures' names, addresses.

Most entries of menus stand in lists, so a page that lynx, w3m, elinks or a program after their model printed is known
by its bullets before lines that are indented, or by links that are numbered from one on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from workers import lexicons

FEWEST = 10  # bullets, or numbered links, that show a page to be printed; a list in a story has fewer
LINKS = 0.8  # share of numbered links that follow the one before
BULLET = re.compile(r"\A\s+(?:(?:[*+o#@•◦▪▫□■○●◇◆★☆‣·-]|\d{1,3}\.)(?:\s+|$))+")
LINK = re.compile(r"(?<!\S)\[(\d{1,5})\](?=\S)")
PICTURE = re.compile(r"\[[^\]\s/]{1,100}\.(?:svg|png|jpe?g|gif|webp|ico|bmp)[^\]\s]{0,100}\]", re.I)
FIELD = re.compile(r"_{5,}")
ADDRESS = re.compile(r"\s*\d{1,5}\. [a-z][a-z\d+.-]{1,20}:\S*\s*")


def is_printed(lines: Sequence[str]) -> bool:
    """Whether a text browser printed the page."""
    if sum(BULLET.match(line) is not None for line in lines) >= FEWEST:
        return True
    numbers = [int(number) for line in lines if "[" in line for number in LINK.findall(line)]
    following = sum(two == one + 1 for one, two in pairwise(numbers))
    return len(numbers) >= FEWEST and following >= LINKS * len(numbers)


def text_of(lines: Sequence[str]) -> list[str]:
    """The lines of a printed page without the browser's marks, and without the addresses of its links at the end."""
    return [_unmarked(line) for line in _without_addresses(lines)]


def _unmarked(line: str) -> str:
    if line.strip().startswith(_marks("opening")):
        return ""
    line = FIELD.sub("", PICTURE.sub("", LINK.sub("", BULLET.sub("", line))))
    for word in _marks("word"):
        line = line.replace(word, "")
    return line.strip()


def _without_addresses(lines: Sequence[str]) -> Sequence[str]:
    end = len(lines)
    while end and _is_of_addresses(lines[end - 1]):
        end -= 1
    return lines[:end]


def _is_of_addresses(line: str) -> bool:
    named = line.strip().rstrip(":")
    return not named or named in _marks("addresses") or ADDRESS.fullmatch(line) is not None


@cache
def _marks(kind: str) -> tuple[str, ...]:
    return tuple(row["mark"] for row in lexicons.rows("formats/browser_marks.tsv") if row["kind"] == kind)
