"""Left to right over a line: the longest offer at each capital is taken and the scan goes on behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from workers.taggers.entities.clues import foreign_parts, heads, listed, numbered, word_set
from workers.taggers.entities.gazetteer import index
from workers.taggers.entities.heads import counted, headed
from workers.taggers.entities.persons import continued, foreign, vietnamese
from workers.taggers.entities.spans import QUOTES, Scene, Span, cue, scene
from workers.taggers.entities.tokens import Line

CODE = re.compile(r"[A-ZĐ]{1,4}[a-z]{0,2}-?\d{1,4}[A-Z]{0,3}$")
CLOSING = frozenset("”\"'’")
# Titles of works in quote marks seldom run to more tokens; sentences said do.
LONGEST_TITLE = 12
# Numbers of laws, addresses in the net, hashtags: their capitals name nothing.
NO_NAMES = re.compile(r"\d+/(?:\d+/)?[A-ZĐ][\w&/.-]*|https?://\S+|[\w.+-]{1,64}@[\w.-]+|[#@]\w+")
NUMBER = re.compile(r"(?<=\s)\d")
TOP_DOMAINS = frozenset({"vn", "com", "net", "org", "info", "tv", "edu", "gov"})


def spans(line: Line) -> list[Span]:
    """The names of a line in order, no two overlapping."""
    view = scene(line)
    found: list[Span] = []
    past = 0
    for i in _starts(view):
        if i < past:
            continue
        best = _best(view, i)
        if best:
            found.append(best)
            past = view.taken = best.last
        else:
            past = i + _skipped(view, i)
    return found


def _starts(view: Scene) -> list[int]:
    """The tokens that a name may begin at: capitals, listed names, numbers behind words that a number makes a name."""
    line = view.line
    starts = {i for i, capital in enumerate(line.capital) if capital} | view.listed.keys()
    for match in NUMBER.finditer(line.text):
        i = line.token(match.start())
        if i and line.lowers[i - 1] in numbered().ends:
            starts.add(i)
    for match in NO_NAMES.finditer(line.text):
        starts.difference_update(range(line.token(match.start()), line.token(match.end())))
    return sorted(starts)


def _skipped(view: Scene, i: int) -> int:
    """Tokens of the title that begins at a capital: no name, and no head of one."""
    line = view.line
    length = listed("titles").ahead(line.lowers, i) if line.capital[i] else 0
    if length == 1 and not line.opens(i) and line.words[i] not in {"Ông", "Bà"} and not line.words[i].isupper():
        return 0
    return length


def _best(view: Scene, i: int) -> Span | None:
    title = _skipped(view, i)
    offers = [offer for provider in PROVIDERS if (offer := provider(view, i)) and offer.first >= view.taken]
    offers = [replace(o, last=_versions(view, o.last)) if o.type == "product" else o for o in offers]
    if title:
        longer = title - (title == 1 and _among_places(view, i))
        offers = [offer for offer in offers if offer.how in {"list", "head"} and offer.last - i > longer]
    offers = [offer for offer in offers if _stands(view, offer)]
    if not offers:
        return None
    return max(offers, key=lambda offer: (offer.last, -offer.first, _rank(offer)))


def _among_places(view: Scene, i: int) -> bool:
    """Whether the title that opens a sentence may be a country after all: ``Anh, Pháp và Đức``."""
    line = view.line
    joined = i + 2 < len(line.words) and line.lowers[i + 1] in {",", "và", "-", "–"}
    after = view.longest(i + 2) if joined else None
    return bool(after and line.capital[i + 2] and after.forms[0].entry.type == "location")


def _stands(view: Scene, offer: Span) -> bool:
    """Whether nothing speaks against an offer: common things, a small word that only opens the sentence."""
    line = view.line
    if line.text[line.spans[offer.first][0] : line.spans[offer.last - 1][1]] in word_set("naming/unmarked.txt"):
        return False
    if offer.how in {"list", "head"} or offer.words == 1 or not line.opens(offer.first):
        return True
    return not listed("closed_words").ahead(line.lowers, offer.first) or (offer.how == "full" and offer.weight >= 0.8)


def _rank(offer: Span) -> float:
    """Of two equally long offers, a sure list entry first, then the likelier."""
    return 1 + offer.forms[0].sure if offer.forms else offer.weight


def from_lists(view: Scene, i: int) -> Span | None:
    """The longest listed name, lengthened by version marks for products."""
    found = view.longest(i)
    if not found:
        return None
    form = found.forms[0]
    first = _undressed(view.line, i, found.last, form.text[0].islower())
    last = found.last + (form.words > 1 and form.entry.type == "location" and _lengthened(view, found.last))
    weight = 0.9 if form.sure else 0.5
    return Span(view.line, first, last, form.entry.type, weight, "list", found.forms, cue(view, first))


def _lengthened(view: Scene, i: int) -> bool:
    """Whether token i is a direction that belongs to the place before it."""
    return view.follows(i) and view.line.words[i] in word_set("naming/place_tails.txt") and not view.follows(i + 1)


def _undressed(line: Line, first: int, last: int, small: bool) -> int:
    """Where a listed form begins without a title in small letters or a head that the name stands without."""
    head = heads().ahead(line.lowers, first)
    if head and first + head < last and not line.glued(first + head) and not _inside(line, first, head):
        rest = line.lower[line.spans[first + head][0] : line.spans[last - 1][1]]
        return first + head if rest in index() else first
    title = listed("titles").ahead(line.lowers, first) if small else 0
    return first + title if first + title < last else first


def _inside(line: Line, first: int, length: int) -> bool:
    """Whether the head at token ``first`` is part of the name as it is printed here."""
    head = heads().value(line.lowers, first, first + length)
    if not line.capital[first]:
        return head.lower_in
    return head.capital_in and not (head.inside and line.opens(first))


def _versions(view: Scene, end: int) -> int:
    """Past the marks that lengthen a product's name: iPhone 15 Pro Max."""
    line = view.line
    while end < len(line.words) and not line.glued(end) and _version(view, end):
        end += 1
    return end


def _version(view: Scene, i: int) -> bool:
    line = view.line
    if line.words[i] in word_set("naming/tails.txt"):
        return True
    if line.words[i].isdigit():
        return len(line.words[i]) <= 2 and not (
            i + 1 < len(line.words) and line.glued(i + 1) and line.words[i + 1] in ".,/%"
        )
    return bool(re.match(r"[A-Z]{0,2}\d{1,3}[A-Za-z]{0,2}$", line.words[i]))


def letters(view: Scene, i: int) -> Span | None:
    """Capital letters, a site's address, a model's code."""
    line = view.line
    word = line.words[i]
    if end := _address(line, i):
        return Span(line, i, end, "organization", 0.6, "address", cue=cue(view, i))
    if not line.capital[i] or word in word_set("naming/unmarked.txt"):
        return None
    if end := _code(line, i):
        return Span(line, i, end, "product", 0.6, "code", cue=cue(view, i))
    if len(word) < 2 or not word.isupper() or not word.isalpha() or word in word_set("naming/acronyms.txt"):
        return None
    end = i + 1
    while end + 1 < len(line.words) and line.words[end] == "&" and line.glued(end) and line.capital[end + 1]:
        end += 2
    return Span(line, i, end, "organization", 0.55 if len(word) > 2 else 0.4, "letters", cue=cue(view, i))


def _address(line: Line, i: int) -> int:
    end = i
    while end + 2 < len(line.words) and line.words[end + 1] == "." and line.glued(end + 1) and line.glued(end + 2):
        end += 2
    return end + 1 if end > i and line.lowers[end] in TOP_DOMAINS else 0


def _code(line: Line, i: int) -> int:
    """Past a code like F-16, S-400, MiG-29, Su-35."""
    end = i + 1
    if end + 1 < len(line.words) and line.words[end] == "-" and line.glued(end) and line.glued(end + 1):
        end += 2
    text = "".join(line.words[i:end])
    return end if CODE.match(text) and any(c.isdigit() for c in text) and (end > i + 1) else 0


def quoted(view: Scene, i: int) -> Span | None:
    """The title of a work in quote marks behind a word that calls for one: ca khúc “Mặt trời bé con”."""
    line = view.line
    if not i or line.words[i - 1] not in QUOTES or cue(view, i) != "product":
        return None
    ends = range(i + 1, min(i + LONGEST_TITLE, len(line.words)))
    end = next((k for k in ends if line.words[k] in CLOSING), None)
    return Span(line, i, end, "product", 0.85, "quoted", cue="product") if end else None


def other(view: Scene, i: int) -> Span | None:
    """Capitals of no known shape: a name only if the document bears it out."""
    line = view.line
    known = view.longest(i)
    if not line.capital[i] or (known and known.sure) or line.words[i].isupper():
        return None
    if line.opens(i) and listed("functions").ahead(line.lowers, i):
        return _hidden(view, i)
    end = i + 1
    while view.follows(end) and end - i < 5 and not _starts_other(view, end):
        end += 1
    called = cue(view, i)
    if (continued(line, end) and not listed("addresses").behind(line.lowers, i)) or (
        heads().ahead(line.lowers, i) and end == i + 1
    ):
        return None
    firm = called if called == "person" or (called != "place" and end > i + 1) else None
    return Span(line, i, end, firm, 0.7 if firm else _other_weight(end - i, line.opens(i)), "other", cue=called)


def _other_weight(words: int, opens: bool) -> float:
    if opens:
        return 0.1
    return 0.3 if words > 1 else 0.2


def _hidden(view: Scene, i: int) -> Span | None:
    """A small word that opens a sentence and may still be someone's given name: ``Tài cho biết``."""
    if not listed("person_verbs").ahead(view.line.lowers, i + 1):
        return None
    return Span(view.line, i, i + 1, None, 0.05, "other")


def _starts_other(view: Scene, i: int) -> bool:
    """Whether a listed name, a person's full name or a title begins at token i."""
    found = view.longest(i)
    if (found and (found.sure or found.last - i > 1)) or view.foreign(i):
        return True
    return listed("titles").ahead(view.line.lowers, i) > 1 or view.line.words[i] in foreign_parts()


PROVIDERS: tuple[Callable[[Scene, int], Span | None], ...] = (
    from_lists,
    headed,
    counted,
    vietnamese,
    foreign,
    letters,
    quoted,
    other,
)
