"""Whether paragraphs tell one story or are blurbs of many, one below the other.

The figures are from 626 stories of 2006 and 285 runs of blurbs put together from headlines' descriptions.
"""

from __future__ import annotations

from collections.abc import Sequence

from workers.parsers.shapes import Shape

GOING_ON = ("connective", "quote", "dash", "numbered")
FEWEST = 4  # paragraphs from which on they can be said to have no thread
BACK = 3  # paragraphs above in which a paragraph's names may have come before
LINKED = 0.4  # share of paragraphs that name something named just before: 3% of stories have less, 85% of blurbs
OPEN = 0.4  # share that openly goes on with what was said, in blurbs of many subjects; 95% of them have 0.33 or less
BLURB = 50  # words of the mean blurb at most; 95% have fewer, most stories more
LONGEST = 90  # words that blurbs have; four stories in five have a longer paragraph
RARE = 20  # one blurb in so many may be longer
# Blurbs of one subject share its names; what they lack is any "Tuy nhiên", and most of them begin with a day.
SUBJECT = 6  # paragraphs from which on blurbs of one subject can be told from a story
DATED = 0.1  # share of paragraphs that begin with a day
MANY = 12  # paragraphs that need not be dated
HOLDING = 0.12  # share that openly goes on; half of all stories have 0.27 and more


def has_no_thread(prose: Sequence[Shape]) -> bool:
    """Whether the paragraphs are blurbs: short, and none goes on where another ended."""
    lengths = [found.words for found in prose]
    long = sum(length > LONGEST for length in lengths)
    if len(prose) < FEWEST or long * RARE > len(prose) or sum(lengths) > BLURB * len(prose):
        return False
    going_on = sum(any(name in found.features for name in GOING_ON) for found in prose) / len(prose)
    return (going_on <= OPEN and _linked(prose) <= LINKED) or (going_on <= HOLDING and _is_dated(prose))


def _linked(prose: Sequence[Shape]) -> float:
    """Share of paragraphs that name something that one of the last few has named."""
    again = [
        any(not found.terms.isdisjoint(other.terms) for other in prose[max(0, number - BACK) : number])
        for number, found in enumerate(prose)
    ]
    return sum(again) / (len(prose) - 1)


def _is_dated(prose: Sequence[Shape]) -> bool:
    dated = sum("day" in found.features for found in prose)
    return len(prose) >= MANY or (len(prose) >= SUBJECT and dated >= DATED * len(prose))
