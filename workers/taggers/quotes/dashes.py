"""Speech behind a dash, as stories are told: ``– Tôi không biết, chị Hoa kể.``"""

from __future__ import annotations

from collections.abc import Iterator

from workers.taggers.entities.tokens import plain
from workers.taggers.quotes.lines import Line
from workers.taggers.quotes.marks import Quoted
from workers.taggers.quotes.words import calling, listed

DASHES, STOPS = frozenset("-–—"), frozenset(".!?…:")
ENDS = DASHES | {","}
CLAUSE = 12  # tokens of the longest clause that names a speaker and a verb


def dashed(line: Line) -> Iterator[Quoted]:
    """The pieces of a paragraph that a dash opens, and a comma or a dash with a speaker's clause ends."""
    for i, word in enumerate(line.words):
        if word in DASHES and not line.glued(i + 1) and (i == 0 or line.words[i - 1] in STOPS):
            marks = range(i + 2, min(_end(line, i) + 1, len(line.words)))
            mark = next((k for k in marks if line.words[k] in ENDS and _speaks(line, k)), None)
            if mark is not None:
                yield Quoted(line.starts[i + 1], line.end(mark - 1), dashed=True)


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


def _speaks(line: Line, mark: int) -> bool:
    """Whether a comma or a dash parts speech from who spoke it: somebody with a verb of speech, offices between."""
    i = mark + 1
    if i >= len(line.words) or (line.words[mark] in DASHES and not _closes(line, mark)):
        return False
    called, verbs = calling(line, i) > 0, listed("speech_verbs")
    if not called and plain(line.words[i]) == line.lowers[i]:
        return False
    reach = _appositions(line, i) if called else i + CLAUSE
    return any(verbs.ahead(line.lowers, k) for k in range(i + 1, min(reach, len(line.words))))


def _closes(line: Line, dash: int) -> bool:
    """Whether somebody stands behind a dash with space around, in small letters where a new speech could begin."""
    parted = not line.glued(dash) and not line.glued(dash + 1)
    fits = line.words[dash + 1][0].islower() or line.words[dash - 1] not in STOPS
    return parted and fits and calling(line, dash + 1) > 0


def _appositions(line: Line, i: int) -> int:
    """Where a verb of speech may last begin behind the somebody at token i: behind ages and offices between commas."""
    end, words = i + CLAUSE, line.words
    for k in range(i, min(i + 2 * CLAUSE, len(words) - 1)):
        if words[k] in STOPS:
            return min(end, k)
        if words[k] == "," and k < end and _added(line, k + 1):
            end = k + 1 + CLAUSE
    return end


def _added(line: Line, i: int) -> bool:
    """Whether an office, an age or a name begins at token i."""
    return not line.words[i][0].islower() or calling(line, i) > 0
