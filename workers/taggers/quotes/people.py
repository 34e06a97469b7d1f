"""Who has been named so far in a story, what each is called, and whom a pronoun or a title means."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter

from workers.document import Entity
from workers.taggers.quotes.passages import Named, Passage
from workers.taggers.quotes.words import callings, listed, middle_names

OFFICE = 10  # tokens on either side of a name that tell a person's office
REMEMBERED = 300  # mentions and people that a pronoun or title may mean, the last ones
OWNER = 5  # tokens between a paper and whose it is


@dataclass(slots=True)
class People:
    """Mentions in order, and what is known of the gender and the office of each person."""

    mentions: list[tuple[int, Entity]] = field(default_factory=list)
    genders: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    offices: dict[str, tuple[Entity, set[str]]] = field(default_factory=dict)
    authors: Counter[Entity] = field(default_factory=Counter)  # organizations by how often something of theirs is named

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
        end = bisect_left(self.mentions, at, key=itemgetter(0))
        return (self.mentions[i][1] for i in range(end - 1, max(-1, end - REMEMBERED), -1))

    def author(self, at: int) -> Entity | None:
        """The organization whose report or statement the story speaks of most, else the one named last."""
        told = self.authors.most_common(1)
        return told[0][0] if told else self.body(at)

    def _may_be(self, one: Entity, gender: str) -> bool:
        told = self.genders[one.id].most_common(1)
        return gender == "-" or not told or told[0][0] == gender


def gather(passages: Iterable[Passage]) -> People:
    """Read the story once for its people."""
    people = People()
    for passage in passages:
        for name in passage.named:
            people.mentions.append((name.start, name.entity))
            if name.entity.type == "person":
                people.genders[name.entity.id].update(_gender(passage, name))
                people.offices.setdefault(name.entity.id, (name.entity, set()))[1].update(_office(passage, name))
            elif name.entity.type == "organization" and _writes(passage, name):
                people.authors[name.entity] += 1
    return people


def _writes(passage: Passage, name: Named) -> bool:
    """Whether a report or a statement stands right before a body: báo cáo của NATO."""
    before = range(max(0, name.first - OWNER), name.first)
    return any(listed("writings").ahead(passage.line.lowers, i) for i in before)


def _gender(passage: Passage, name: Named) -> list[str]:
    """What the word before a name, and a middle name, tell."""
    lowers = passage.line.lowers
    length = callings().behind(lowers, name.first)
    called = [callings().value(lowers, name.first - length, name.first)] if length else []
    middle = [middle_names().get(word, "-") for word in lowers[name.first + 1 : name.last - 1]]
    return [gender for gender in called + middle if gender != "-"]


def _office(passage: Passage, name: Named) -> set[str]:
    """The words right before and behind a name, as far as the clause goes."""
    lowers, words = passage.line.lowers, set()
    for i in range(name.first - 1, max(-1, name.first - OFFICE), -1):
        if not lowers[i][0].isalnum() and lowers[i] not in "-–":
            break
        words.add(lowers[i])
    if lowers[name.last : name.last + 1] in ([","], ["-"], ["–"], ["("]):
        for word in lowers[name.last + 1 : name.last + OFFICE]:
            if word in ",.):":
                break
            words.add(word)
    return words
