"""Headlines that print every word large are read with the small letters that their words have in the story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workers.taggers.entities.clues import syllables
from workers.taggers.entities.lines import Line, line
from workers.taggers.entities.lookup import lookup

HEADLINES = frozenset({"title", "lead", "subhead", "teaser_title"})
WORDS = 6  # words of the shortest headline that may be told from a name
SHARE = 0.85  # share of capitals in one that prints every word large; "và" and figures have none


def recased(told: Sequence[Line]) -> list[Line]:
    """The lines of a story, headlines of capitalised words with small letters but for names: words that no Vietnamese
    one is, that a list knows there, or that the story elsewhere prints large inside a sentence."""
    large = [_is_large(one) for one in told]
    if not any(large):
        return list(told)
    names = {word for one, is_large in zip(told, large, strict=True) if not is_large for word in _named(one)}
    return [_small(one, names) if is_large else one for one, is_large in zip(told, large, strict=True)]


def _is_large(one: Line) -> bool:
    if one.role not in HEADLINES or len(one.capitals) < WORDS:
        return False
    shouted = sum([one.words[i].isupper() and len(one.words[i]) > 1 for i in one.capitals])
    return len(one.capitals) >= SHARE * sum(map(str.isalpha, one.words)) and 2 * shouted < len(one.capitals)


def _named(one: Line) -> Iterator[str]:
    return (one.words[i] for i in one.capitals if not one.opens(i))


def _small(one: Line, names: set[str]) -> Line:
    listed = lookup(one)
    kept = {k for i, options in listed.items() for option in options if option.sure for k in range(i, option.last)}
    text = one.text
    for i in one.capitals:
        word = one.words[i]
        if i and i not in kept and word.istitle() and one.lowers[i] in syllables() and word not in names:
            start, end = one.starts[i], one.ends[i]
            text = text[:start] + text[start:end].lower() + text[end:]
    return line(text, one.offset, one.role) if len(text) == len(one.text) else one
