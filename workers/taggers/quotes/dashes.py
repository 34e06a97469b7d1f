"""Speech behind a dash, as stories are told: ``– Tôi không biết, chị Hoa kể.``"""

from __future__ import annotations

from collections.abc import Iterator

from workers.taggers.entities.tokens import plain
from workers.taggers.quotes.lines import Line
from workers.taggers.quotes.marks import Quoted
from workers.taggers.quotes.words import calling, listed

DASHES, STOPS = frozenset("-–—"), frozenset(".!?…:")
CLAUSE = 12  # tokens of the longest clause that names a speaker and a verb


def dashed(line: Line) -> Iterator[Quoted]:
    """The pieces of a paragraph that a dash opens and a comma with a speaker's clause ends."""
    for i, word in enumerate(line.words):
        if word in DASHES and not line.glued(i + 1) and (i == 0 or line.words[i - 1] in STOPS):
            comma = next(
                (k for k in range(i + 2, _end(line, i)) if line.words[k] == "," and _speaks(line, k + 1)), None
            )
            if comma is not None:
                yield Quoted(line.starts[i + 1], line.end(comma - 1), dashed=True)


def led(line: Line, lead: Line, person: bool, alone: bool) -> bool:
    """Whether a paragraph is what the line with a colon before it announces: ``Anh Nam kể:``.

    ``person``: that line names somebody. Behind its colon a row of paragraphs with dashes may be points of a list, so
    one that is not ``alone`` needs both somebody and a verb of speech.
    """
    if lead.words[-1] != ":" or line.words[0] not in DASHES or line.glued(1):
        return False
    told = _tells(lead)
    return (told or person) if alone else (told and person)


def announced(line: Line) -> Quoted:
    """All of a paragraph behind its dash."""
    return Quoted(line.starts[1], line.end(-1), dashed=True)


def _tells(lead: Line) -> bool:
    """Whether the last sentence of a line holds a verb that can only be one of speech."""
    verbs, weak, lowers = listed("speech_verbs"), listed("weak_verbs"), lead.lowers
    first = next((i + 1 for i in range(len(lowers) - 2, -1, -1) if lowers[i] in STOPS), 0)
    return any(weak.ahead(lowers, i) < verbs.ahead(lowers, i) for i in range(first, len(lowers)))


def _end(line: Line, i: int) -> int:
    """Where the next dash that opens speech stands, else the end."""
    later = (k for k in range(i + 1, len(line.words)) if line.words[k] in DASHES and line.words[k - 1] in STOPS)
    return next(later, len(line.words))


def _speaks(line: Line, i: int) -> bool:
    """Whether somebody stands at token i, with a verb of speech or nothing but a short clause behind."""
    if i >= len(line.words):
        return False
    verbs = (k for k in range(i + 1, min(i + CLAUSE, len(line.words))) if listed("speech_verbs").ahead(line.lowers, k))
    return (calling(line, i) > 0 or plain(line.words[i]) != line.lowers[i]) and next(verbs, None) is not None
