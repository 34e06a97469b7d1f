"""What was counted of words and phrases over a collection of news."""

from __future__ import annotations

from functools import cache
from math import log
from typing import NamedTuple

from workers import lexicons
from workers.taggers.keywords.segments import costs

# The texts that were counted.
TEXTS = 22_032


class Counted(NamedTuple):
    """How many texts hold a phrase; of 100: how tied its words are, how often it is a noun, how often it ends there."""

    texts: int
    tied: int
    noun: int
    ends: int


# A word that we know and the texts hardly hold.
UNCOUNTED = Counted(4, 99, 70, 50)


@cache
def table() -> dict[str, Counted]:
    """Words and phrases, words joined by _ inside."""
    listed = {word.replace(" ", "_"): UNCOUNTED for word in lexicons.words("keywords/words.txt")}
    columns = Counted._fields
    return listed | {
        row["text"]: Counted(*(int(row[column]) for column in columns)) for row in lexicons.rows("keywords/counts.tsv")
    }


@cache
def word_costs() -> tuple[dict[str, float], float]:
    """The cost of every word, and of one that is not known."""
    counts = {text.replace("_", " "): counted.texts for text, counted in table().items() if " " not in text}
    return costs(counts), log(2 * sum(counts.values()))


@cache
def empty() -> frozenset[str]:
    """Words that say nothing of a story by themselves."""
    listed = lexicons.words("keywords/empty.txt")
    return listed | {word.replace(" ", "_") for word in listed}


@cache
def terms() -> frozenset[str]:
    """Terms of the topics: phrases, of later years too, that a desk knows."""
    return frozenset(row["term"] for name in lexicons.files("topics/terms/*.tsv") for row in lexicons.rows(name))
