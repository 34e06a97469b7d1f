"""Dumps cut lines anywhere, in the middle of a name as well: what is left of a line is tagged like any other."""

import re

import pytest

from seeds.marks import CORPUS, pieces
from tests.taggers.stories import document
from workers.pipeline import STEPS
from workers.taggers.entities import tag_entities

TOKEN = re.compile(r"\w+|[^\w\s]")
EVERY = 4  # line of the corpus that is cut
TAGGERS = [step for stage, step in STEPS if stage == "tag"]


def lines():
    """Some lines of every desk, in full."""
    return [line.text for path in sorted(CORPUS.glob("*.txt")) for piece in pieces(path) for line in piece.lines][
        ::EVERY
    ]


def beginnings(line):
    return [line[: token.end()] for token in TOKEN.finditer(line)]


def ends(line):
    return [line[token.start() :] for token in TOKEN.finditer(line)]


@pytest.mark.parametrize("parts", [beginnings, ends])
def test_a_line_that_is_cut_anywhere_is_tagged(parts):
    for line in lines():
        told = document("\n".join(parts(line)))
        for tag in TAGGERS:
            told = tag(told)
        assert all(told.decoded[m.start : m.end] == m.text for one in told.entities for m in one.mentions)


@pytest.mark.parametrize("word", ["Messi", "Neymar", "Putin"])
def test_a_line_of_nothing_but_a_well_known_person_s_one_name_is_tagged(word):
    (found,) = tag_entities(document(word)).entities
    assert (found.type, [m.text for m in found.mentions]) == ("person", [word])
