"""The lists of names, by their small letters; how a form is printed decides what it may mean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from workers import lexicons
from workers.taggers.entities.clues import heads
from workers.taggers.entities.tokens import TOKEN, Words, lower, plain

# Shorter words in another case than listed are too often other words (nato is NATO, ai is not AI).
SHORTEST_RECASED = 4
# Types whose names of several words are printed with capitals here and there: Thanh tra Chính phủ, Thanh tra chính phủ.
RECASED = frozenset({"organization", "event"})


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One thing of the lists, there once however often they have it; ``id`` is empty where the tagger makes one."""

    id: str
    name: str
    type: str
    description: str | None


@dataclass(frozen=True, slots=True)
class Form:
    """One printed form of an entry; not ``sure`` when it is ambiguous."""

    text: str
    entry: Entry
    sure: bool
    words: int


def _forms(row: dict[str, str], entries: dict[tuple[str, ...], Entry]) -> list[Form]:
    name = row["name"].lstrip("?").strip()
    told = (row["id"].strip(), name, row["type"].strip(), row["description"].strip())
    entry = entries.setdefault(told, Entry(*told[:3], told[3] or None))
    printed = [row["name"], *row["aliases"].split("|")]
    texts = {
        plain(form.lstrip("?").strip()): not form.startswith("?") for form in reversed(printed) if form.strip("? ")
    }
    return [Form(text, entry, sure, len(TOKEN.findall(text))) for text, sure in texts.items()]


@cache
def index() -> dict[str, tuple[Form, ...]]:
    """Every form by its small letters, sure ones first."""
    found: dict[str, list[Form]] = {}
    entries: dict[tuple[str, ...], Entry] = {}
    for name in lexicons.files("gazetteer/*.tsv"):
        for row in lexicons.rows(name):
            for form in _forms(row, entries):
                found.setdefault(lower(form.text), []).append(form)
    return {key: tuple(sorted(forms, key=lambda form: not form.sure)) for key, forms in found.items()}


@cache
def sure_places() -> frozenset[str]:
    """Printed forms of places that stand without support."""
    return _sure("location")


@cache
def sure_neighbours() -> frozenset[str]:
    """Printed forms of places and bodies that stand without support."""
    return sure_places() | _sure("organization")


def _sure(kind: str) -> frozenset[str]:
    found = (form for forms in index().values() for form in forms)
    return frozenset(form.text for form in found if form.sure and form.entry.type == kind)


@cache
def club_homes() -> frozenset[str]:
    """What clubs' names end in, two words or three, that is a place but no country: Nam Định, Bà Rịa Vũng Tàu."""
    names = (row["name"].split() for row in lexicons.rows("gazetteer/sport_organizations.tsv"))
    tails = {plain(" ".join(name[-length:])) for name in names for length in (2, 3) if len(name) > length}
    return frozenset(tails & sure_places() - nations())


@cache
def nations() -> frozenset[str]:
    """The printed forms of countries, those that may be a person's too: Jordan."""
    rows = lexicons.rows("gazetteer/countries.tsv")
    printed = (form for row in rows for form in (row["name"], *row["aliases"].split("|")))
    return frozenset(plain(form.lstrip("?")) for form in printed)


@cache
def openings() -> dict[str, tuple[int, ...]]:
    """How many tokens the forms of several have, longest first, by their first two in small letters: ``hà nội``."""
    found: dict[str, set[int]] = {}
    for key in index():
        tokens = [*TOKEN.finditer(key)]
        if len(tokens) > 1:
            found.setdefault(key[: tokens[1].end()], set()).add(len(tokens))
    shared: dict[tuple[int, ...], tuple[int, ...]] = {}  # there are few, and a tuple for each would take 1 MB
    falling = {opening: tuple(sorted(lengths, reverse=True)) for opening, lengths in found.items()}
    return {opening: shared.setdefault(lengths, lengths) for opening, lengths in falling.items()}


@cache
def first_words() -> frozenset[str]:
    """The first words of the forms of several, in small letters."""
    return frozenset(TOKEN.findall(opening)[0] for opening in openings())


@cache
def small_first_words() -> frozenset[str]:
    """Those of the forms that may begin with a small letter, or with none."""
    keys = (key for key, forms in index().items() if not key[0].isalpha() or any(map(_may_open_small, forms)))
    return frozenset(tokens[0] for tokens in map(TOKEN.findall, keys) if len(tokens) > 1)


@cache
def second_words() -> frozenset[str]:
    """The second words of the forms of several, in small letters."""
    return frozenset(TOKEN.findall(opening)[1] for opening in openings())


def forms_of(seen: str) -> tuple[Form, ...]:
    """What a token or several may be by themselves as they are printed, sure readings first."""
    return tuple([form for form in index().get(lower(seen), ()) if printed_like(form, seen)])


def may_open(word: str, small: str) -> bool:
    """Whether a word, as printed, may be the first of a listed form of several."""
    return small in (small_first_words() if word[0] == small[0] else first_words())


def _may_open_small(form: Form) -> bool:
    """Whether a form is printed with a small first letter too: phương Tây, hội nghị thượng đỉnh G7."""
    if form.text[0].islower():
        return True
    return form.words > 2 and form.entry.type in RECASED and heads().ahead(TOKEN.findall(lower(form.text)), 0) > 0


FORMS = Words(forms_of)


def whole(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit touches the piece on either side."""
    return not ((start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum()))


def printed_like(form: Form, seen: str) -> bool:
    """Whether the capitals of ``seen`` allow that it is this form."""
    if seen == form.text:
        return True
    if form.words == 1:
        return len(seen) >= SHORTEST_RECASED and seen[0].isupper() and _recased_word(form.text, seen)
    if seen.isupper() or seen[1:] == form.text[1:]:
        return seen[0].isupper() or _may_open_small(form)
    return form.sure and seen[0].isupper() and form.entry.type in RECASED


def _recased_word(listed: str, seen: str) -> bool:
    """NATO as Nato, UKRAINE in a headline, Vietcombank as VietcomBank."""
    return listed[0].isupper() or seen[1:] == listed[1:]
