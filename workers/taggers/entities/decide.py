"""Whether a candidate is a name, and of what: its own weight, its readings in the lists, the story's evidence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from workers.taggers.entities.clues import heads, listed, small_set, syllables, word_set
from workers.taggers.entities.enumerated import places_in_row
from workers.taggers.entities.evidence import APOSTROPHE, Evidence, series
from workers.taggers.entities.facts import CLUB_ENDS
from workers.taggers.entities.gazetteer import Entry, Form, club_homes, index, nations, sure_places
from workers.taggers.entities.native import native
from workers.taggers.entities.readings import addressed, joins, plays, sold, visited, weigh
from workers.taggers.entities.spans import WITNESS, Span
from workers.taggers.entities.spelling import bodies, body_key, near
from workers.taggers.entities.tokens import lower
from workers.taggers.entities.vietnamese import continued

# Names below this weight are left out: at this value precision and recall balance on our own sentences.
ACCEPTED = 0.5
# A story names fewer people than this; pages of garbage must not be compared each with each.
MOST_COMPARED = 300


@dataclass(slots=True)
class Name:
    """A decided mention; ``full`` is the key of the full name that a short form stands for."""

    span: Span
    type: str
    weight: float
    entry: Entry | None = None
    full: str | None = None


def decided(spans: list[Span], evidence: Evidence) -> list[Name]:
    """The names among the candidates; one that nothing else tells of is what its neighbours in a list are."""
    row = places_in_row(spans)
    chosen = [_in_row(span) if span.start in row and _may_be_place(span) else decide(span, evidence) for span in spans]
    for i, (span, name) in enumerate(zip(spans, chosen, strict=True)):
        if name is None and span.how == "foreign":
            before, after = chosen[i - 1] if i else None, chosen[i + 1] if i + 1 < len(chosen) else None
            chosen[i] = _misspelt(span, evidence) or _like(span, before) or _like(span, after)
        elif name is None and i and not span.opens:
            chosen[i] = _among_people(span, chosen[i - 1])
    return [name for name in chosen if name]


def _may_be_place(span: Span) -> bool:
    """Whether no list knows the name, or as a person's only: wards are named for people, nước G7 is none."""
    return all(form.entry.type == "person" for form in span.forms)


def _in_row(span: Span) -> Name:
    """A place of no list in a row of places."""
    return Name(span, "location", 0.75)


def _misspelt(span: Span, evidence: Evidence) -> Name | None:
    """The person whose known short form is a letter away."""
    key = span.key
    people = islice(evidence.people, MOST_COMPARED)
    known = next((short for short in people if short[0] == key[0] and near(short, key)), None)
    return Name(span, "person", 0.6, None, evidence.person(known, span.start)) if known else None


def _like(span: Span, other: Name | None) -> Name | None:
    """The name that the span is when a comma or và joins it to another."""
    if other is None or other.span.line is not span.line:
        return None
    first, last = sorted((span, other.span), key=lambda each: each.first)
    joined = last.first - first.last == 1 and joins(span.line.lowers[first.last])
    return Name(span, other.type, 0.5) if joined else None


def _among_people(span: Span, before: Name | None) -> Name | None:
    """The listed person whom a comma or và joins to one before: Jisoo, Jennie và Lisa."""
    known = next((form.entry for form in span.forms if form.entry.type == "person"), None)
    like = _like(span, before) if known and before and before.type == "person" else None
    return Name(span, "person", like.weight, known) if like else None


def decide(span: Span, evidence: Evidence) -> Name | None:
    """The name that the candidate is in this story, or None."""
    if span.words == 1 and span.opens and continued(span.line, span.last):
        return None
    short = _short(span, evidence)
    if short:
        return short
    if span.key in evidence.firms and span.key not in evidence.people and not addressed(span):
        return Name(span, "organization", 0.75, span.forms[0].entry if span.forms and _body(span) else None)
    if span.shown in evidence.acronyms and not _stands_for(span, evidence.acronyms[span.shown]):
        return Name(span, "organization", 0.8)
    if span.forms:
        return None if _language(span) or _longer_field(span) else _listed(span, evidence)
    return _shaped(span, evidence)


def _stands_for(span: Span, full: Span) -> bool:
    """Whether the lists have the letters that the story puts in brackets behind a full name, as a body's or surely,
    and for nothing whose Vietnamese name has no word of it: RSF are reporters, or the Rapid Support Forces."""
    if not span.forms or not (span.forms[0].sure or _body(span)):
        return False
    known = [lower(form.entry.name).split() for form in span.forms]
    others = [len(words) > 1 and any(map(native, words)) for words in known]
    return not all(others) or not set(full.key.split()).isdisjoint(word for words in known for word in words)


def _shaped(span: Span, evidence: Evidence) -> Name | None:
    """A name of no list."""
    kind, weight = span.type, span.weight
    known = evidence.kind(span.key)
    if known and weight < 0.7:
        kind, weight = known, max(weight, 0.65)
    if kind is None and span.how == "code" and series(span.key) in evidence.series - {""}:
        kind, weight = "product", 0.65
    if kind is None or weight < ACCEPTED:
        return None
    if kind == "organization" and visited(span):
        return Name(span, "location", weight)
    if kind == "organization" and (span.words > 2 or span.how == "head"):
        return Name(span, kind, weight, bodies().get(body_key(span.line.lowers[span.first : span.last])) or _firm(span))
    return Name(span, "location" if kind == "person" and (_street(span, evidence) or _in_place(span)) else kind, weight)


def _body(span: Span) -> bool:
    return span.forms[0].entry.type == "organization"


def _firm(span: Span) -> Entry | None:
    """The listed firm whose name stands behind a head: CTCP Vinhomes."""
    lowers = span.line.lowers[span.first : span.last]
    at = span.first + heads().ahead(lowers, 0)
    if not span.first < at < span.last:
        return None
    if heads().ahead(lowers, at - span.first):  # Đảng ủy Bộ Nội vụ is another body than the ministry
        return None
    forms = index().get(lower(span.line.shown(at, span.last)), ())
    return forms[0].entry if forms and forms[0].sure and forms[0].entry.type == "organization" else None


def _in_place(span: Span) -> bool:
    """Whether what could be given names is the first of ``Xuân Trường, Nam Định``."""
    line = span.line
    if span.how != "given" or span.weight >= WITNESS or line.lowers[span.last : span.last + 1] != [","]:
        return False
    after = line.words[span.last + 1 : span.last + 3]
    return bool(after) and (after[0] in sure_places() or " ".join(after) in sure_places())


def _street(span: Span, evidence: Evidence) -> bool:
    """Whether a person's name is a street's: ``số 12 Lê Duẩn``, ``Lê Duẩn, quận 1``; players have numbers too."""
    line = span.line
    after = line.lowers[span.last : span.last + 2]
    if after[:1] == [","] and after[-1] in small_set("naming/ward_words.txt"):
        return True
    if span.first < 2 or not line.words[span.first - 1][0].isdigit():
        return False
    told = line.lowers[span.first - 2] in small_set("naming/house_words.txt")
    return told or (span.words > 1 and not evidence.sport and _homely(span))


def _homely(span: Span) -> bool:
    return all(native(word) for word in span.line.lowers[span.first : span.last])


def _longer_field(span: Span) -> bool:
    """Whether an unsure name is the beginning of what a body does: Luật Công nghệ và Đổi mới sáng tạo."""
    return not span.forms[0].sure and listed("fields").ahead(span.line.lowers, span.first) > span.words


def _language(span: Span) -> bool:
    """Whether it is a tongue, not a country: tiếng Anh."""
    return span.first > 0 and span.line.lowers[span.first - 1] in small_set("naming/language_words.txt")


def _acts(span: Span) -> bool:
    return listed("person_verbs").ahead(span.line.lowers, span.last) > 0


def _short(span: Span, evidence: Evidence) -> Name | None:
    """A person named in full elsewhere, called by a short form here."""
    if _language(span) or span.how == "head" or (span.words > 2 and not _tied(span) and not _highland(span)):
        return None
    if span.how == "full" and span.key not in evidence.people:
        return None
    full = evidence.person(span.key, span.start)
    called = addressed(span) or span.cue == "person"
    if full is None:
        return Name(span, "person", 0.75, _known(span)) if _lone(span) else None
    named = evidence.named_before(span) and not called and not span.line.words[span.first].isupper()
    if not (named and not _country(span, full)) and _not_person(span, called):
        return None
    known = (form.entry for form in span.forms if form.entry.type == "person" and form.entry in evidence.entries)
    entry = next((entry for entry in known if _named(entry, full)), None)
    return Name(span, "person", 0.85, entry, full)


def _country(span: Span, full: str) -> bool:
    """Whether a sure place is no more than somebody's first name: Israel Katz."""
    place = bool(span.forms) and span.forms[0].sure and span.forms[0].entry.type == "location"
    return place and full.rpartition(" ")[2] != span.key


def _named(entry: Entry, full: str) -> bool:
    """Whether a listed person may bear the full name: no footballer is the minister who has his last name."""
    first = lower(entry.name).partition(" ")[0]
    return first == full.partition(" ")[0] or any(form.entry == entry for form in index().get(full, ()))


def _tied(span: Span) -> bool:
    """Whether a form of several tokens may be short: H'Mai, Okafor-Lindqvist, Khánh "Trắng"."""
    return bool(APOSTROPHE.search(span.shown)) or "-" in span.shown or len(span.key) < len(span.shown)


def _highland(span: Span) -> bool:
    """Whether it begins as highlanders' names do, of which several words may be the short form: Y Thanh Hà."""
    return span.line.words[span.first] in word_set("naming/highland_marks.txt")


def _not_person(span: Span, called: bool) -> bool:
    """Whether a short form that someone bears is more likely another thing here, or a word that opens a sentence."""
    sure = bool(span.forms) and span.forms[0].sure and span.forms[0].entry.type != "person"
    if sure and not addressed(span) and (span.words == 1 or span.cue == "place"):
        return True
    if called or _acts(span):
        return False
    if span.words == 1 and span.forms and span.forms[0].entry.type == "location":
        return True
    return span.opens and (span.weight < 0.2 or (bool(span.forms) and span.words == 1))


def _lone(span: Span) -> bool:
    """Whether it is someone the story only calls by one name: ``chị Hương``; initials (``bà Ng.``) name no one."""
    if span.words > 1 or not addressed(span) or not span.line.capital[span.first]:
        return False
    known_place = bool(span.forms) and span.forms[0].sure and len(span.shown) > 5
    goods = any(form.sure and form.entry.type == "product" for form in span.forms)
    return not (known_place or goods) and (len(span.shown) > 2 or span.key in syllables())


def _known(span: Span) -> Entry | None:
    """Whom the lists surely know by the one name: ông Trump."""
    form = span.forms[0] if span.forms else None
    return form.entry if form and form.sure and form.entry.type == "person" else None


def _clubbed(span: Span) -> bool:
    """Whether a word for a club stands before it."""
    return span.before & CLUB_ENDS > 0 and listed("club_heads").behind(span.line.lowers, span.first) > 0


def _club(span: Span, place: Entry, evidence: Evidence) -> bool:
    """Whether a province of Vietnam that the lists know no club of is its club here."""
    home = place.id.startswith("iso:VN-") or span.shown in club_homes()
    return home and span.words > 1 and plays(span, evidence)


def _listed(span: Span, evidence: Evidence) -> Name | None:
    weighed = [(weigh(form, span, evidence), -i) for i, form in enumerate(span.forms)]
    weight, place = max(weighed)
    form = span.forms[-place]
    if weight < ACCEPTED:
        return None
    if form.entry.type == "location" and (_clubbed(span) or _club(span, form.entry, evidence)):
        return Name(span, "organization", 0.8)
    if form.entry.type == "organization" and visited(span):
        return Name(span, "location", 0.8)
    if form.entry.type == "organization" and sold(span):
        goods = next((each.entry for each in span.forms if each.entry.type == "product"), None)
        return Name(span, "product", 0.8, goods)
    if kind := _called_for(form, span, evidence):
        return Name(span, kind, 0.8)
    entry = None if _renumbered(form, span) else form.entry
    return Name(span, form.entry.type, min(weight, 0.98), entry)


def _called_for(form: Form, span: Span, evidence: Evidence) -> str | None:
    """What bears a known person's name here: a street, a place, a ship; or a known place's: tàu sân bay Phúc Kiến."""
    lowers = span.line.lowers
    if form.entry.type == "location" and span.shown not in nations():
        return "product" if listed("warships").behind(lowers, span.first) else None
    if form.entry.type != "person":
        return None
    town = span.words > 2 and listed("unpeopled_ranks").behind(lowers, span.first)
    if (span.cue == "location" and not town) or _street(span, evidence):
        return "location"
    return "product" if listed("ships").behind(lowers, span.first) else None


def _renumbered(form: Form, span: Span) -> bool:
    """Whether a product goes on behind its listed name with a number, which makes it another: Thần Châu 99."""
    if form.entry.type != "product" or span.words <= form.words:
        return False
    at = span.first + form.words
    return span.line.words[at + (span.line.words[at] in "-.")][0].isdigit()
