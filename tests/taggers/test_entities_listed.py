"""What the lists know is found wherever it stands, though few words are looked at."""

from __future__ import annotations

from tests.bench.stories import pages
from workers.document import Block
from workers.taggers.entities.gazetteer import forms_of, index, whole
from workers.taggers.entities.lines import Line, lines
from workers.taggers.entities.lookup import Listed
from workers.taggers.entities.spans import scene
from workers.taggers.entities.tokens import TOKEN

LONGEST = max(len(TOKEN.findall(key)) for key in index())


def everywhere(line: Line) -> dict[int, list[Listed]]:
    """Listed names of all runs of tokens, longest first, each run looked up."""
    found: dict[int, list[Listed]] = {}
    for first, start in enumerate(line.starts):
        for last in range(min(first + LONGEST, len(line.ends)), first, -1):
            end = line.ends[last - 1]
            forms = forms_of(line.plain[start:end])
            if forms and whole(line.plain, start, end):
                found.setdefault(first, []).append(Listed(first, last, forms))
    return found


def test_listed_names_are_found_as_if_every_run_of_words_were_looked_up() -> None:
    text = next(pages(9_000)).replace("\n", " ")
    awkward = (
        'Robert F. Kennedy Jr. và bà rịa – vũng tàu, BÀ RỊA, GO!Tháng, (G)I-DLE, TP.HCM, hội nghị thượng đỉnh G7; "A'
    )
    for piece in (text, awkward, *(forms[0].text for forms in list(index().values())[::50])):
        for line in lines(Block("body", piece, 0, len(piece))):
            assert scene(line).listed == everywhere(line)
