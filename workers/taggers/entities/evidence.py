"""What the whole story tells about its names: who was named in full, what is sure elsewhere, whether it is sport."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from workers.taggers.entities.clues import listed, surnames
from workers.taggers.entities.gazetteer import Entry
from workers.taggers.entities.spans import Span
from workers.taggers.entities.tokens import Line, lower

# A weight from which a span counts as a witness for the same name elsewhere.
WITNESS = 0.7
# The same for people's full names, whose short forms have no better one.
WEAK_WITNESS = 0.5
# Share of tokens that are words of sport, from which a bare city may be its club; half of a match report's share.
SPORT_SHARE = 0.012


@dataclass(slots=True)
class Evidence:
    """Facts gathered over all lines before any name is decided."""

    sport: bool = False
    entries: set[Entry] = field(default_factory=set)
    kinds: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    people: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def person(self, key: str, at: int) -> str | None:
        """The full name (as key) that a short form at offset ``at`` stands for: the last one before, else the first."""
        known = self.people.get(key)
        if not known:
            return None
        before = [full for start, full in known if start <= at]
        return before[-1] if before else known[0][1]

    def kind(self, key: str) -> str | None:
        """The type that surer mentions of the same name have."""
        counts = self.kinds.get(key)
        return counts.most_common(1)[0][0] if counts else None


def key_of(span: Span) -> str:
    """The name in small letters and old spelling, by which mentions are compared."""
    return lower(span.shown)


def gather(lines: Iterable[Line], spans: Iterable[Span]) -> Evidence:
    """Read the story once for what is sure in it."""
    evidence = Evidence(sport=_sport(lines))
    for span in spans:
        if span.forms and span.forms[0].sure:
            evidence.entries.add(span.forms[0].entry)
        if span.type and span.weight >= WITNESS:
            evidence.kinds[key_of(span)][span.type] += 1
        if span.type == "person" and span.weight >= WEAK_WITNESS:
            for short in short_forms(span):
                evidence.people.setdefault(short, []).append((span.start, key_of(span)))
    return evidence


def _sport(lines: Iterable[Line]) -> bool:
    cues, tokens = listed("sport_cues"), 0
    hits = 0
    for line in lines:
        tokens += len(line.lowers)
        hits += sum(1 for i, word in enumerate(line.lowers) if word in cues.starts and cues.ahead(line.lowers, i))
    return hits >= 4 and hits > SPORT_SHARE * tokens


def short_forms(span: Span) -> list[str]:
    """The forms a person named in full may be called by later on."""
    words = [word for word in span.line.words[span.first : span.last] if word.isalpha()]
    if len(words) < 2:
        return []
    tail = [words[-1], " ".join(words[-2:])] if len(words) > 2 else [words[-1]]
    if words[0] not in surnames():
        return [lower(form) for form in (*tail, words[0])]
    return [lower(form) for form in tail]
