"""Who has been named so far in a story, what each is called, and whom a pronoun or a title means."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from workers.document import Entity, Mention
from workers.taggers.entities.clues import listed as titles
from workers.taggers.entities.tokens import lower
from workers.taggers.quotes.lines import SMALLS
from workers.taggers.quotes.mentions import Mentions
from workers.taggers.quotes.words import callings, listed, middle_names

WINDOW = 100  # letters around a name that may tell of it
CLAUSE_END = re.compile(r"[\n.,:;()\"“”!?…]")
CLAUSE_BEHIND = re.compile(r"(?:,| ?[-–(]) ?([^\n.,:;()\"“”!?…]+)")
OFFICE = 10  # words on either side of a name that tell a person's office
REMEMBERED = 300  # mentions and people that a pronoun or title may mean, the last ones
LEAST_SHARED = 2  # of the words and pairs of an office; a pair is three with its words
LONGEST = 3  # words of what a person is called
OWNER = 5  # words between a paper and whose it is


class People:
    """Who and what is mentioned, and each person's gender and office, looked for once when they are asked for.

    Without ``cached_property``, which is none where this is compiled: there it looks each time.
    """

    def __init__(self, decoded: str, mentions: Mentions):
        self.decoded, self.mentions = decoded, mentions
        self.genders: dict[str, str] = {}
        self._persons: dict[str, list[tuple[Mention, str]]] | None = None
        self._offices: list[tuple[Entity, set[str]]] | None = None
        self._authors: list[Entity] | None = None

    @property
    def persons(self) -> dict[str, list[tuple[Mention, str]]]:
        """The mentions of each person by id, with the text in front, which ends where another person stands."""
        if self._persons is None:
            self._persons = self._find_persons()
        return self._persons

    def _find_persons(self) -> dict[str, list[tuple[Mention, str]]]:
        found, past = defaultdict[str, list[tuple[Mention, str]]](list), 0
        for mention, one in self.mentions.named:
            if one.type == "person":
                found[one.id].append((mention, self.decoded[max(past, mention.start - WINDOW) : mention.start]))
                past = mention.end
        return found

    def gender(self, one: Entity) -> str:
        """What most of the words around a person's names tell, ``-`` where none tells."""
        if one.id not in self.genders:
            told = [sign for mention, before in self.persons[one.id] for sign in _told(mention.text, before)]
            self.genders[one.id] = max(dict.fromkeys(told), key=told.count, default="-")
        return self.genders[one.id]

    @property
    def offices(self) -> list[tuple[Entity, set[str]]]:
        """Each person's office: the words right before and behind all places where the person is named, and pairs."""
        if self._offices is None:
            ones = {one.id: one for _, one in self.mentions.named if one.type == "person"}
            self._offices = [(one, self._office(self.persons[id])) for id, one in ones.items()]
        return self._offices

    def _office(self, mentions: list[tuple[Mention, str]]) -> set[str]:
        found = set[str]()
        for mention, before in mentions:
            found |= office(_own(_small(CLAUSE_END.split(before)[-1].split()[-OFFICE:])))
            for words in self._appositions(mention.end):
                found |= office(words)
        return found

    def _appositions(self, place: int) -> Iterator[list[str]]:
        """The words of the clause right behind a name, and of the next ones while each is an office."""
        end = place + WINDOW
        while clause := CLAUSE_BEHIND.match(self.decoded, place, end):
            words = _small(clause[1].split()[:OFFICE])
            if clause.start() > end - WINDOW and not titles("titles").ahead(words, 0):
                return
            yield words
            place = clause.end()

    @property
    def authors(self) -> list[Entity]:
        """The bodies that something written is of, as often as it is named."""
        if self._authors is None:
            bodies = [(mention.start, one) for mention, one in self.mentions.named if one.type == "organization"]
            self._authors = [one for start, one in bodies if _writes(self.decoded[max(0, start - WINDOW) : start])]
        return self._authors

    def fitting(self, gender: str, at: int, first: Iterable[Entity] = (), since: int = 0) -> Entity | None:
        """The person who may be called so: of ``first``, in order, else the one named last before offset ``at``;
        one of that gender named from offset ``since`` on comes before one of whom nothing tells it."""
        near = (one for mention, one in self.mentions.before(at, REMEMBERED) if mention.start >= since)
        sure = (one for one in near if one.type == "person" and self.gender(one) == gender)
        known = (one for one in chain(first, sure, self._before(at)) if one.type == "person")
        return next((one for one in known if self._may_be(one, gender)), None)

    def holder(self, words: list[str]) -> Entity | None:
        """The person whose office shares most words with the given ones, two side by side at least; no deputy where
        another is as near, and the one named last of several."""
        known, asked = self.offices[: -REMEMBERED - 1 : -1], office(words)
        lesser = {word for (word,) in listed("deputies").values if word not in asked}
        shared = [(_shared(asked, own), lesser.isdisjoint(own)) for _, own in known]
        most = max(shared, default=(0, False))
        return known[shared.index(most)][0] if most[0] > LEAST_SHARED else None

    def body(self, at: int) -> Entity | None:
        """The organization named last before an offset."""
        return next((one for one in self._before(at) if one.type == "organization"), None)

    def author(self, at: int) -> Entity | None:
        """The organization whose report or statement the story speaks of most, else the one named last."""
        told = Counter(one.id for one in self.authors).most_common(1)
        return next((one for one in self.authors if one.id == told[0][0]), None) if told else self.body(at)

    def _before(self, at: int) -> Iterator[Entity]:
        """Who and what was named before an offset, the last first."""
        return (one for _, one in self.mentions.before(at, REMEMBERED))

    def _may_be(self, one: Entity, gender: str) -> bool:
        return gender == "-" or self.gender(one) in {"-", gender}


def _shared(asked: set[str], own: set[str]) -> int:
    """How many words and pairs two offices share; none where no two words stand side by side in both."""
    both = asked & own
    return len(both) if any(" " in part for part in both) else 0


def office(words: list[str]) -> set[str]:
    """The words of an office in small letters, and each two that stand side by side."""
    return {*words, *(" ".join(pair) for pair in pairwise(words))}


def _own(words: list[str]) -> list[str]:
    """The words in front of a name from the last verb on, which ends what somebody else is."""
    ends = (i for i in range(len(words), 0, -1) if listed("office_starts").behind(words, i))
    return words[next(ends, 0) :]


def _small(words: list[str]) -> list[str]:
    return list(map(SMALLS.__getitem__, words))


def _writes(before: str) -> bool:
    """Whether a report or a statement stands right before a body: báo cáo của NATO."""
    words = before.lower().split()[-OWNER:]
    return any(listed("writings").ahead(words, i) for i in range(len(words)))


def _told(name: str, before: str) -> list[str]:
    """The genders that the word before a name, and a middle name, tell."""
    words = list(map(SMALLS.__getitem__, before.rsplit(None, LONGEST)[-LONGEST:])) if before.endswith(" ") else []
    length = callings().behind(words, len(words))
    called = [callings().value(words, len(words) - length, len(words))] if length else []
    middle = [middle_names().get(word, "-") for word in lower(name).split()[1:-1]]
    return [gender for gender in called + middle if gender != "-"]
