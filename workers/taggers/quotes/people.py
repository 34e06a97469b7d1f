"""Who has been named so far in a story, what each is called, and whom a pronoun or a title means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import islice
from operator import itemgetter

from workers.document import Entity, Mention
from workers.taggers.entities.tokens import lower
from workers.taggers.quotes.lines import small
from workers.taggers.quotes.paragraphs import Mentions, start_of
from workers.taggers.quotes.words import callings, listed, middle_names

WINDOW = 100  # letters around a name that may tell of it
CLAUSE_END = re.compile(r"[\n.,:;()\"“”!?…]")
CLAUSE_BEHIND = re.compile(r"(?:,| ?[-–(]) ?([^\n.,:;()\"“”!?…]+)")
OFFICE = 10  # words on either side of a name that tell a person's office
REMEMBERED = 300  # mentions and people that a pronoun or title may mean, the last ones
LONGEST = 3  # words of what a person is called
OWNER = 5  # words between a paper and whose it is


class People:
    """Mentions in order, and what is known of each person's gender and office, looked for when it is asked for."""

    def __init__(self, decoded: str, named: Mentions):
        self.decoded, self.named = decoded, named

    @cached_property
    def genders(self) -> dict[str, Counter[str]]:
        """How often what stands around a person's names tells which gender."""
        told: dict[str, Counter[str]] = {}
        for mention, one, before in self._persons:
            for gender in (*_called(before), *_middle(mention.text)):
                told.setdefault(one.id, Counter())[gender] += 1
        return told

    @cached_property
    def offices(self) -> dict[str, tuple[Entity, set[str]]]:
        """Each person's office: the words right before and behind all places where the person is named."""
        held: dict[str, tuple[Entity, set[str]]] = {}
        for mention, one, before in self._persons:
            office = held.setdefault(one.id, (one, set()))[1]
            office.update(map(small, CLAUSE_END.split(before)[-1].split()[-OFFICE:]))
            apposition = CLAUSE_BEHIND.match(self.decoded, mention.end, mention.end + WINDOW)
            if apposition:
                office.update(map(small, apposition[1].split()[:OFFICE]))
        return held

    @cached_property
    def _persons(self) -> list[tuple[Mention, Entity, str]]:
        """The persons' mentions, each with the text in front, which ends where the one before stands."""
        found, past = list[tuple[Mention, Entity, str]](), 0
        for mention, one in self.named:
            if one.type == "person":
                found.append((mention, one, self.decoded[max(past, mention.start - WINDOW) : mention.start]))
                past = mention.end
        return found

    @cached_property
    def authors(self) -> list[Entity]:
        """The bodies that something written is of, as often as it is named."""
        bodies = [(mention.start, one) for mention, one in self.named if one.type == "organization"]
        return [one for start, one in bodies if _writes(self.decoded[max(0, start - WINDOW) : start])]

    def fitting(self, gender: str, at: int, last: Entity | None = None) -> Entity | None:
        """The person named last before offset ``at`` who may be called so; ``last`` spoke last and comes first."""
        if last and last.type == "person" and self._may_be(last, gender):
            return last
        return next((one for one in self._before(at) if one.type == "person" and self._may_be(one, gender)), None)

    def holder(self, office: set[str]) -> Entity | None:
        """The person whose office shares most words with the given one, two at least; the one named last of several."""
        known = islice(reversed(self.offices.values()), REMEMBERED)
        ranked = max(((len(office & words), one) for one, words in known), key=itemgetter(0), default=None)
        return ranked[1] if ranked and ranked[0] > 1 else None

    def body(self, at: int) -> Entity | None:
        """The organization named last before an offset."""
        return next((one for one in self._before(at) if one.type == "organization"), None)

    def _before(self, at: int) -> Iterator[Entity]:
        """Who and what was named before an offset, the last first."""
        end = bisect_left(self.named, at, key=start_of)
        return (self.named[i][1] for i in range(end - 1, max(-1, end - REMEMBERED), -1))

    def author(self, at: int) -> Entity | None:
        """The organization whose report or statement the story speaks of most, else the one named last."""
        told = Counter(one.id for one in self.authors).most_common(1)
        return next((one for one in self.authors if one.id == told[0][0]), None) if told else self.body(at)

    def _may_be(self, one: Entity, gender: str) -> bool:
        told = self.genders[one.id].most_common(1) if gender != "-" and one.id in self.genders else ()
        return not told or told[0][0] == gender


def _writes(before: str) -> bool:
    """Whether a report or a statement stands right before a body: báo cáo của NATO."""
    words = before.lower().split()[-OWNER:]
    return any(listed("writings").ahead(words, i) for i in range(len(words)))


def _called(before: str) -> list[str]:
    """What the word before a name tells."""
    words = list(map(small, before.split()[-LONGEST:])) if before.endswith(" ") else []
    length = callings().behind(words, len(words))
    gender = callings().value(words, len(words) - length, len(words)) if length else "-"
    return [gender] if gender != "-" else []


@lru_cache(5000)
def _middle(name: str) -> list[str]:
    """What a middle name tells."""
    told = (middle_names().get(word, "-") for word in lower(name).split()[1:-1])
    return [gender for gender in told if gender != "-"]
