"""Who has been named so far in a story, what each is called, and whom a pronoun or a title means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter

from workers.document import Entity
from workers.taggers.entities.tokens import lower, plain
from workers.taggers.quotes.passages import Mentions
from workers.taggers.quotes.words import callings, listed, middle_names

WINDOW = 100  # letters around a name that may tell of it
CLAUSE_END = re.compile(r"[\n.,:;()\"“”!?…]")
CLAUSE_BEHIND = re.compile(r"(?:,| ?[-–(]) ?([^\n.,:;()\"“”!?…]+)")
OFFICE = 10  # words on either side of a name that tell a person's office
REMEMBERED = 300  # mentions and people that a pronoun or title may mean, the last ones
OWNER = 5  # words between a paper and whose it is


@dataclass(slots=True)
class People:
    """Mentions in order, and what is known of the gender and the office of each person."""

    mentions: list[tuple[int, Entity]] = field(default_factory=list)
    genders: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    offices: dict[str, tuple[Entity, set[str]]] = field(default_factory=dict)
    authors: Counter[str] = field(default_factory=Counter)  # ids of bodies by how often something of theirs is named
    bodies: dict[str, Entity] = field(default_factory=dict)

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
        return self.bodies[told[0][0]] if told else self.body(at)

    def _may_be(self, one: Entity, gender: str) -> bool:
        told = self.genders[one.id].most_common(1)
        return gender == "-" or not told or told[0][0] == gender


def gather(decoded: str, named: Mentions) -> People:
    """The people and bodies of a run of mentions, with what stands around their names."""
    people, past = People(), 0  # where the person named before ends
    for mention, one in named:
        people.mentions.append((mention.start, one))
        if one.type == "person":
            before = lower(plain(decoded[max(past, mention.start - WINDOW) : mention.start]))
            behind = lower(plain(decoded[mention.end : mention.end + WINDOW]))
            people.genders[one.id].update(_gender(before, lower(mention.text)))
            past = mention.end
            people.offices.setdefault(one.id, (one, set()))[1].update(_office(before, behind))
        elif one.type == "organization" and _writes(decoded[max(0, mention.start - WINDOW) : mention.start]):
            people.authors[one.id] += 1
            people.bodies[one.id] = one
    return people


def _writes(before: str) -> bool:
    """Whether a report or a statement stands right before a body: báo cáo của NATO."""
    words = before.lower().split()[-OWNER:]
    return any(listed("writings").ahead(words, i) for i in range(len(words)))


def _gender(before: str, name: str) -> list[str]:
    """What the word before a name, and a middle name, tell."""
    words = before.split()[-3:] if before.endswith(" ") else []
    length = callings().behind(words, len(words))
    called = [callings().value(words, len(words) - length, len(words))] if length else []
    middle = [middle_names().get(word, "-") for word in name.split()[1:-1]]
    return [gender for gender in called + middle if gender != "-"]


def _office(before: str, behind: str) -> list[str]:
    """The words right before and behind a name, as far as the clause goes."""
    words = CLAUSE_END.split(before)[-1].split()[-OFFICE:]
    apposition = CLAUSE_BEHIND.match(behind)
    return words + (apposition[1].split()[:OFFICE] if apposition else [])
