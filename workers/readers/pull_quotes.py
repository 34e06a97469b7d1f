"""Pull quotes: words of a story set large between its paragraphs, which say nothing that these do not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workers.readers.rendering import Rendered
from workers.readers.written import Written

WORD = re.compile(r"\w+")
QUOTE = "quote"  # in the class of a box, as editors of most papers name it
BOX = 3  # elements, the innermost first, of which one names a box
FEWEST = 4  # words of the shortest pull quote
MOST = 50  # quotes of a page that are looked at


def pulled(shown: Sequence[Rendered], lines: Sequence[Written], kept: Sequence[bool]) -> set[int]:
    """The numbers of the quotes that a longer line of those kept has word for word, and that is no quote itself."""
    quotes = [at for at, one in enumerate(shown) if is_quoted(one)]
    texts = [_spelt(line.text) for line in lines] if quotes else []
    told = [texts[at] for at in {*range(len(texts))}.difference(quotes) if kept[at]]
    return {at for at in quotes[:MOST] if _repeats(texts[at], told)}


def is_quoted(line: Rendered) -> bool:
    """Whether a line is set apart as a quote."""
    if any(element.tag == "blockquote" for element in line.within):
        return True
    return any(QUOTE in (element.get("class") or "") for element in line.within[:BOX])


def _repeats(quote: str, texts: Sequence[str]) -> bool:
    return len(quote.split()) >= FEWEST and any(quote in text and len(text) > len(quote) for text in texts)


def _spelt(text: str) -> str:
    return f" {' '.join(WORD.findall(text.lower()))} "
