"""Whether a candidate is a name, and of what: its own weight, its readings in the lists, the story's evidence."""

from __future__ import annotations

from dataclasses import dataclass

from workers.taggers.entities.clues import given_names, listed
from workers.taggers.entities.evidence import Evidence, key_of
from workers.taggers.entities.gazetteer import Entry, Form, sure_places
from workers.taggers.entities.spans import Span

# Names below this weight are left out: at this value precision and recall balance on our own sentences.
ACCEPTED = 0.5
SURE, UNSURE = 0.9, 0.3
JOINING = frozenset({",", "-", "–", "và", "/"})


@dataclass(frozen=True, slots=True)
class Name:
    """A decided mention; ``full`` is the key of the full name that a short form stands for."""

    span: Span
    type: str
    weight: float
    entry: Entry | None = None
    full: str | None = None


def decide(span: Span, evidence: Evidence) -> Name | None:
    """The name that the candidate is in this story, or None."""
    short = _short(span, evidence)
    if short:
        return short
    if span.forms:
        return None if _language(span) else _listed(span, evidence)
    kind, weight = span.type, span.weight
    known = evidence.kind(key_of(span))
    if known and weight < 0.7:
        kind, weight = known, max(weight, 0.65)
    if kind is None or weight < ACCEPTED:
        return None
    return Name(span, "location" if kind == "person" and _street(span) else kind, weight)


def _street(span: Span) -> bool:
    """Whether a person's name is a street's: ``12 Lê Duẩn, quận 1``."""
    line = span.line
    house = span.first > 0 and line.words[span.first - 1][0].isdigit() and not line.glued(span.first)
    ward = line.lowers[span.last : span.last + 1] == [","] and line.lowers[span.last + 1 : span.last + 2]
    return house or ward in (["phường"], ["quận"], ["p"], ["q"])


def _language(span: Span) -> bool:
    """Whether it is a tongue, not a country: tiếng Anh."""
    return span.first > 0 and span.line.lowers[span.first - 1] == "tiếng"


def addressed(span: Span) -> bool:
    """Whether a title that only persons bear stands right before."""
    return listed("addresses").behind(span.line.lowers, span.first) > 0


def _acts(span: Span) -> bool:
    return listed("person_verbs").ahead(span.line.lowers, span.last) > 0


def _short(span: Span, evidence: Evidence) -> Name | None:
    """A person named in full elsewhere, called by a short form here."""
    if span.words > 2 or span.how in {"full", "head"}:
        return None
    full = evidence.person(key_of(span), span.start)
    called = addressed(span) or span.cue == "person"
    if full is None:
        lone = span.words == 1 and addressed(span) and span.line.capital[span.first] and not _known_place(span)
        return Name(span, "person", 0.75) if lone else None
    sure = bool(span.forms) and span.forms[0].sure and span.forms[0].entry.type != "person"
    if sure and not addressed(span) and (span.words == 1 or span.cue == "place"):
        return None
    if span.forms and not called and span.words == 1 and span.forms[0].entry.type == "location" and not _acts(span):
        return None
    if span.opens and not called and not _acts(span) and (span.weight < 0.2 or span.forms):
        return None
    entry = next(
        (form.entry for form in span.forms if form.entry.type == "person" and form.entry in evidence.entries), None
    )
    return Name(span, "person", 0.85, entry, full)


def _known_place(span: Span) -> bool:
    """Whether the lists surely know it and it is longer than a syllable that people are named by."""
    return bool(span.forms) and span.forms[0].sure and len(span.shown) > 5


def _listed(span: Span, evidence: Evidence) -> Name | None:
    weighed = [(_weigh(form, span, evidence), -i) for i, form in enumerate(span.forms)]
    weight, place = max(weighed)
    form = span.forms[-place]
    if weight < ACCEPTED:
        return None
    if form.entry.type == "person" and (span.cue == "location" or _street(span)):
        return Name(span, "location", 0.8)
    return Name(span, form.entry.type, min(weight, 0.98), form.entry)


def _weigh(form: Form, span: Span, evidence: Evidence) -> float:
    kind = form.entry.type
    weight = SURE if form.sure else UNSURE
    if not form.sure:
        weight += 0.4 * (form.entry in evidence.entries) + _standing(form, span)
    weight += _called(kind, span)
    if addressed(span) and kind != "person" and span.words == 1:
        weight -= 0.6
    if kind == "organization" and _plays(span, evidence) and any(f.entry.type == "location" for f in span.forms):
        weight += 0.7 if not form.sure else 0
    return weight


def _standing(form: Form, span: Span) -> float:
    """What the printed form alone says for an ambiguous name."""
    if span.opens:
        return 0.1 if form.words > 1 else 0.25 * (listed("titles").ahead(span.line.lowers, span.first) > 0)
    if form.words > 1:
        return 0.25
    return 0.25 if form.entry.type == "location" and span.shown not in given_names() else 0


def _called(kind: str, span: Span) -> float:
    """What the words beside it say: a title (Ngoại trưởng Anh), a head, a preposition, another country."""
    if span.cue == kind or (kind == "location" and (span.cue in {"place", "person"} or _beside_place(span))):
        return 0.3
    return 0


def _beside_place(span: Span) -> bool:
    """Whether a comma, hyphen or và joins it to another capitalised word that is surely a place."""
    words, capital = span.line.words, span.line.capital
    for mark, at in ((span.first - 1, span.first - 2), (span.last, span.last + 1)):
        if 0 <= at < len(words) and 0 <= mark < len(words) and words[mark] in JOINING and capital[at]:
            known = sure_places()
            if words[at] in known or " ".join(words[at - 1 : at + 1]) in known or " ".join(words[at : at + 2]) in known:
                return True
    return False


def _plays(span: Span, evidence: Evidence) -> bool:
    """Whether a city is its club here: words of the game next to it in a story of sport."""
    if listed("club_cues").behind(span.line.lowers, span.first):
        return True
    cues, lowers = listed("sport_cues"), span.line.lowers
    return (
        evidence.sport
        and span.cue != "location"
        and bool(cues.behind(lowers, span.first) or cues.ahead(lowers, span.last))
    )
