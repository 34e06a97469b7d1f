"""What the whole story tells about its names: who was named in full, what is sure elsewhere, whether it is sport."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from workers.document import TEASER_ROLES
from workers.taggers.entities.clues import (
    eastern_surnames,
    heads,
    listed,
    small_set,
    surnames,
    syllables,
    word_set,
)
from workers.taggers.entities.facts import FIRM_PLACE_ENDS, SPORT
from workers.taggers.entities.gazetteer import Entry, sure_places
from workers.taggers.entities.lines import Line
from workers.taggers.entities.listing import MODEL
from workers.taggers.entities.native import native
from workers.taggers.entities.spans import NICKNAME, WITNESS, Span
from workers.taggers.entities.tokens import lower

# A weight from which a person's full name lends itself to short forms, which have no better one.
WEAK_WITNESS = 0.5
# Share of tokens that are words of sport, from which a bare city may be its club; half of a match report's share.
SPORT_SHARE = 0.015
SERIES = re.compile(r"([a-zđ]{1,3})\d\d\+?(?: |$)")
APOSTROPHE = re.compile(r"\w['’]\w")
# Characters in which whoever is called by a short form is not named in full, and bearers of one looked back at.
SOON, NEAR = 100, 10
# Sorts behind every name.
LAST_LETTER = chr(0x10FFFF)
SCORE = re.compile(r"(?<![\d-])\d{1,2}-\d{1,2}(?![\d/-])")


@dataclass(slots=True)
class Evidence:
    """Facts gathered over all lines before any name is decided."""

    sport: bool = False
    games: set[int] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    entries: set[Entry] = field(default_factory=set)
    kinds: dict[str, dict[str, int]] = field(default_factory=dict)
    people: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    bearers: dict[str, Counter[str]] = field(default_factory=dict)
    acronyms: dict[str, Span] = field(default_factory=dict)
    firms: set[str] = field(default_factory=set)
    series: set[str] = field(default_factory=set)

    def person(self, key: str, at: int) -> str | None:
        """The full name (as key) that a short form at offset ``at`` stands for: the last one before, else the first;
        someone named in passing lends no form of whom the story is about, nor one named in full right behind:
        ông Phúc nhắc ông Lê Hồng Phúc."""
        known = self.people.get(key)
        if not known:
            return None
        here = bisect_right(known, (at, LAST_LETTER))
        _, full = known[max(0, here - 1)]
        if here < len(known) and known[here][1] == full and known[here][0] - at < SOON:
            full = next((other for _, other in known[max(0, here - NEAR) : here][::-1] if other != full), full)
        if full != known[0][1] and self._in_passing(key, full):
            full = known[0][1]
        return self.people[full][0][1] if full in self.people else full

    def _in_passing(self, key: str, full: str) -> bool:
        """Whether a bearer of a short form is named once, and the first one is whom the story names most."""
        counts = self.bearers.get(key)
        if counts is None:
            counts = self.bearers[key] = Counter(full for _, full in self.people[key])
        first = counts[self.people[key][0][1]]
        return counts[full] == 1 and first > 1 and first == max(counts.values())

    def named_before(self, span: Span) -> bool:
        """Whether someone of this given name came in before, in a story that speaks of no country so called."""
        key = span.key
        known = self.people.get(key, [])
        return bool(known) and known[0][0] < span.start and span.words == 1 and key not in self.places

    def lend(self, span: Span) -> None:
        """Keep the short forms of somebody named in full; the family name of two stays whose kin the second is."""
        kin = _kin(span)
        for short in short_forms(span):
            bearers = self.people.setdefault(short, [])
            if not (kin and bearers):
                bearers.append((span.start, span.key))

    def bear_out(self, key: str, kind: str) -> None:
        """Count a sure mention of a name and its type."""
        counts = self.kinds.setdefault(key, {})
        counts[kind] = counts.get(kind, 0) + 1

    def kind(self, key: str) -> str | None:
        """The type that surer mentions of the same name have."""
        counts = self.kinds.get(key)
        return max(counts, key=counts.__getitem__) if counts else None


def gather(lines: Iterable[Line], spans: Iterable[Span]) -> Evidence:
    """Read the story once for what is sure in it."""
    lines, spans = list(lines), list(spans)
    evidence = Evidence(sport=_sport(lines), games=_games(lines))
    evidence.acronyms = {two.shown: one for one, two in pairwise(spans) if bracketed(one, two)}
    for span in spans:
        if span.forms and span.forms[0].sure:
            evidence.entries.add(span.forms[0].entry)
        if span.words == 1 and _placed(span):
            evidence.places.add(span.key)
        if span.type and span.weight >= WITNESS:
            evidence.bear_out(span.key, span.type)
        if span.type == "product" and span.weight >= WITNESS and span.words > 1:
            for short in _models(span):
                evidence.bear_out(short, "product")
                evidence.series.add(series(short))
        if span.how == "head" and span.type == "organization":
            evidence.bear_out(_without_head(span), "organization")
            evidence.firms.add(firm_name(span))
        if span.type == "person" and span.weight >= WEAK_WITNESS:
            evidence.lend(span)
    return evidence


def _kin(span: Span) -> bool:
    """Whether a foreigner is named as the wife or the like of somebody: phu nhân Brigitte Macron."""
    lowers = span.line.lowers
    foreign = not native(lowers[span.last - 1])
    first = span.first - (foreign and listed("addresses").behind(lowers, span.first))
    return foreign and any(listed("kin_words").behind(lowers, at) for at in (span.first, first))


def _models(span: Span) -> list[str]:
    """What a product is called without its brand: S24 of Galaxy S24, S24 Ultra and Ultra of Galaxy S24 Ultra,
    Higgins of USS Higgins."""
    words, line = span.line.words, span.line
    code = next((k for k in range(span.first + 1, span.last) if MODEL.fullmatch(words[k])), span.last)
    starts = {code, span.last - 1} if words[span.last - 1] in word_set("naming/tails.txt") else {code}
    if words[span.first] in word_set("naming/navy_letters.txt"):
        starts.add(span.first + 1)
    return [lower(line.shown(k, span.last)) for k in starts if span.first < k < span.last]


def series(key: str) -> str:
    """The letters before a model's number of two figures, which its forerunners share: s of s24 and s23+."""
    told = SERIES.match(key)
    return told[1] if told else ""


def _placed(span: Span) -> bool:
    """Whether the words before it leave no other reading than a place: sang Nga, Tổng thống Nga."""
    lowers = span.line.lowers
    officer = span.cue == "person" and not listed("addresses").behind(lowers, span.first)
    if officer or span.cue == "location":
        return True
    return span.before & FIRM_PLACE_ENDS > 0 and listed("firm_place_cues").behind(lowers, span.first) > 0


def _without_head(span: Span) -> str:
    """What is left of Công ty Mediaset, or nothing when that may be a place's or a person's name."""
    lowers = span.line.lowers[span.first : span.last]
    rest = lowers[heads().ahead(lowers, 0) :]
    rest = rest[listed("fields").ahead(rest, 0) :]
    return rest[0] if len(rest) == 1 and rest[0] not in syllables() else ""


def bracketed(one: Span, two: Span) -> bool:
    """Whether a body's name stands before its letters, or a word of its own making, in brackets: Liên đoàn Bóng đá
    Việt Nam (VFF), Công ty Cao su Miền Đông (Micasu)."""
    if one.type != "organization" or one.weight < WITNESS:
        return False
    said = in_bracket(one, two)
    letters = two.shown.isupper() or (two.how == "foreign" and not two.forms)
    return bool(said) or (said == 0 and letters and (two.words == 1 or "&" in two.shown))


def firm_name(span: Span) -> str:
    """The capitals that a firm's name ends in, by which it is called later: Sao Thủy; nothing when a place has it."""
    line = span.line
    if not listed("firm_heads").ahead(line.lowers, span.first):
        return ""
    first = span.last
    while first > span.first and line.capital[first - 1] and not line.glued(first):
        first -= 1
    first = max(first, span.first + heads().ahead(line.lowers, span.first))
    while (field := listed("fields").ahead(line.lowers, first)) and first + field + 1 < span.last:
        first += field
    shown = line.shown(first, span.last) if span.last - first > 1 else ""
    return "" if shown in sure_places() else lower(shown)


def in_bracket(one: Span, two: Span) -> int | None:
    """Number of words like ``gọi tắt là`` before a name that fills the bracket behind another, or stands behind a
    comma and such words (``, tức Tiểu Long``); or None."""
    line, first = one.line, one.last + 1
    if two.line is not line or two.first < first or two.last >= len(line.words):
        return None
    if line.words[one.last] == "(" and line.words[two.last] == ")":
        said = listed("alias_words").ahead(line.lowers, first)
    elif line.words[one.last] != "," or not (said := listed("apposed_words").ahead(line.lowers, first)):
        return None
    if two.first == first:
        return 0
    there = first + said
    there += said > 0 and line.lowers[there] in small_set("naming/copulas.txt")
    return there - first if there == two.first else None


def _games(lines: Iterable[Line]) -> set[int]:
    """Offsets of the teasers that tell of sport."""
    return {line.offset for line in lines if line.role in TEASER_ROLES and _cues(line) > 1}


def _cues(line: Line) -> int:
    """Words of sport and scores in a line."""
    scores = len(SCORE.findall(line.text)) if "-" in line.text else 0
    places = [i for i in line.marked if line.facts[i] & SPORT]
    return len([i for i in places if listed("sport_cues").ahead(line.lowers, i)]) + scores


def _sport(lines: Iterable[Line]) -> bool:
    """Whether it is a story of sport; a page of teasers is many stories."""
    hits = tokens = 0
    for line in lines:
        if line.role in TEASER_ROLES:
            return False
        tokens += len(line.lowers)
        hits += _cues(line)
    return hits >= 2 and hits > SPORT_SHARE * (tokens + 100)


def short_forms(span: Span) -> list[str]:
    """The forms a person named in full may be called by later on."""
    words = [word for word in span.line.words[span.first : span.last] if word.isalpha()]
    if NICKNAME.search(span.shown):
        return _nicknames(span)
    if len(words) < 2:
        return []
    tail = [words[-1], " ".join(words[-2:])] if len(words) > 2 else [words[-1]]
    tail += _tied(span.shown.split(" "))
    if words[0] in eastern_surnames() or (words[0] not in surnames() and span.weight >= WITNESS) or _by_family(span):
        tail.append(words[0])
    return [lower(form) for form in (tail if span.weight >= WITNESS or words[0] in surnames() else tail[:1])]


def _by_family(span: Span) -> bool:
    """Whether it is somebody listed from where people are called by the family name: ông Vương."""
    entry = span.forms[0].entry if span.forms else None
    told = (entry.description or "") if entry and entry.type == "person" else ""
    return any(country in told for country in word_set("naming/family_first.txt"))


def _nicknames(span: Span) -> list[str]:
    """What someone is called whose nickname stands inside the full name: Levi, Duy Khánh, Khánh of Đỗ "Levi" Duy
    Khánh; nothing where it ends the name."""
    _, nickname, rest = re.split("[\"'“‘”’]", span.shown, maxsplit=2)
    words = rest.split()
    return [lower(form) for form in dict.fromkeys((nickname, rest.strip(), *words[-1:]))] if words else []


def _tied(printed: list[str]) -> list[str]:
    """Short forms of several tokens: H'Mai of Ksor H'Mai, Y Khiết of Y Khiết Niê, Okafor of Okafor-Lindqvist."""
    found = [word for word in printed[:: len(printed) - 1 or 1] if APOSTROPHE.search(word)]
    if len(printed) > 2 and printed[0] in word_set("naming/highland_marks.txt"):
        found += [" ".join(printed[:k]) for k in range(2, len(printed))]
    if "-" in printed[-1] and len(printed) > 1:
        found += [printed[-1], printed[-1].partition("-")[0]]
    return found
