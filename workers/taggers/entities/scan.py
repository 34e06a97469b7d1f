"""Left to right over a line: the longest offer at each capital is taken and the scan goes on behind it."""

from __future__ import annotations

import re

from workers.taggers.entities.asked import Provider, providers
from workers.taggers.entities.clues import heads, listed, small_set, surnames, word_set
from workers.taggers.entities.facts import (
    CAPITAL,
    CLOSED,
    COMMON_BODIES,
    DIGIT,
    HEADS,
    NUMBERED_ENDS,
    OPENS,
    TITLES,
    UNMARKED,
    UPPER,
)
from workers.taggers.entities.heads import capital_in
from workers.taggers.entities.lines import Line
from workers.taggers.entities.listing import LENGTHENED, lengthened
from workers.taggers.entities.readings import joins
from workers.taggers.entities.shapes import other
from workers.taggers.entities.spans import SURE, Offer, Scene, Span
from workers.taggers.entities.vietnamese import vietnamese_end
from workers.taggers.entities.wards import warded

# Numbers of laws, addresses in the net, hashtags: their capitals name nothing.
NO_NAMES = re.compile(r"\d+/(?:\d+/)?[A-ZĐ][\w&/.-]*|https?://\S+|[\w.+-]{1,64}@[\w.-]+|[#@]\w+")


def spans(view: Scene) -> list[Span]:
    """The names of a line in order, no two overlapping."""
    found: list[Span] = []
    past = 0
    for i in _starts(view):
        if i < past:
            continue
        title = _hiding(view, i) if view.facts[i] & (TITLES | HEADS) else 0
        offers = _longer(view, i, title) if title else _offers(view, i)
        best = _best(view, offers) if offers else None
        if best:
            found.append(Span(best, view.facts))
            past = view.taken = best.last
        else:
            past = i + title
    return found


def _starts(view: Scene) -> list[int]:
    """The tokens that a name may begin at: capitals, listed names, numbers behind words that a number makes a name."""
    line, facts = view.line, view.facts
    starts = line.capitals
    small = [i for i in view.listed if not line.capital[i]]
    numbers = [i + 1 for i in line.marked if facts[i] & NUMBERED_ENDS and _number(view, i + 1)]
    if small or numbers:
        starts = sorted({*starts, *small, *numbers})
    if "/" in line.text or "@" in line.text or "#" in line.text:
        hidden = [range(line.token(match.start()), line.token(match.end())) for match in NO_NAMES.finditer(line.text)]
        starts = sorted({*starts}.difference(*hidden))
    return starts


def _number(view: Scene, i: int) -> bool:
    """Whether a number stands at token i, behind a space."""
    return view.facts[i] & DIGIT > 0 and view.line.words[i][0].isdecimal() and not view.line.glued(i)


def _hiding(view: Scene, i: int) -> int:
    """Tokens from i on that hide a name: a title, or a head that stays outside it."""
    known = view.facts[i]
    if not known & CAPITAL:
        return 0
    return (known & TITLES and _skipped(view, i)) or (known & HEADS and known & OPENS and _outside(view.line, i))


def _skipped(view: Scene, i: int) -> int:
    """Tokens of the title that begins at a capital: no name, and no head of one."""
    line = view.line
    length = listed("titles").ahead(line.lowers, i)
    if (
        length == 1
        and not view.facts[i] & OPENS
        and line.lowers[i] not in small_set("naming/spelt_large.txt")
        and not line.words[i].isupper()
    ):
        return 0
    return length - _body_in_title(line, i, length)


def _body_in_title(line: Line, i: int, length: int) -> int:
    """Tokens at the title's end that head a body's name, printed large: Phó trưởng Phòng CSGT."""
    at = i + length - 1
    if length < 2 or not line.capital[at] or line.words[at].isupper():
        return 0
    head = heads().ahead(line.lowers, at)
    known = head > 1 or listed("fields").ahead(line.lowers, at + 1) > 0
    return int(head > 0 and known and heads().value(line.lowers, at, at + head).type == "organization")


def _outside(line: Line, i: int) -> int:
    """Tokens of a head that opens a sentence and stays outside the name: Phim Eddington, Xã Cẩm Nhượng."""
    if line.words[i] in surnames():
        return 0
    length = heads().ahead(line.lowers, i)
    outside = length and not capital_in(line, i, length)
    return length if outside and i + length < len(line.words) and not line.glued(i + length) else 0


def _best(view: Scene, offers: list[Offer]) -> Offer | None:
    """The longest offer that nothing speaks against."""
    best = None
    for offer in offers:
        if _stands(view, offer) and (best is None or _order(offer) > _order(best)):
            best = offer
    return best


def _order(offer: Offer) -> tuple[int, int, float]:
    """Longest last; of equally long ones a sure list entry, an unsure one behind a head only, then the likelier."""
    rank = offer.weight if not offer.forms else 2 if offer.forms[0].sure else 0.8
    return offer.last, -offer.first, rank


def _offers(view: Scene, i: int) -> list[Offer]:
    """What may be a name at token i."""
    offers = _told(view, i, providers(view, i, title=False))
    known = view.facts[i]
    if known & CAPITAL and not known & UPPER and (not offers or max([o.weight for o in offers]) < SURE):
        offers += _told(view, i, (other,))
    return offers


def _longer(view: Scene, i: int, title: int) -> list[Offer]:
    """What may be a name at token i and goes on behind the ``title`` tokens of a title or a head outside the name."""
    offers = _told(view, i, providers(view, i, title=True))
    if not offers:
        return offers
    longer = title - (title == 1 and _among_places(view, i))
    past = vietnamese_end(view, i + title)
    return [offer for offer in offers if offer.last - i > longer and offer.last >= past]


def _told(view: Scene, i: int, asked: tuple[Provider, ...]) -> list[Offer]:
    """What those asked have to offer, at its full length."""
    offers = []
    for ask in asked:
        offer = ask(view, i)
        if offer and offer.first >= view.taken:
            if offer.type in LENGTHENED or offer.how == "list":
                lengthened(view, offer)
            if offer.type == "location" and offer.cue == "location":
                warded(view, offer)
            offers.append(offer)
    return offers


def _among_places(view: Scene, i: int) -> bool:
    """Whether the title that opens a sentence may be a country after all: ``Anh, Pháp và Đức``."""
    line = view.line
    joined = i + 2 < len(line.words) and joins(line.lowers[i + 1])
    after = view.longest(i + 2) if joined else None
    return bool(after and line.capital[i + 2] and after.forms[0].entry.type == "location")


def _stands(view: Scene, offer: Offer) -> bool:
    """Whether nothing speaks against an offer: common things, a small word that only opens the sentence."""
    line, known = view.line, view.facts[offer.first]
    if known & UNMARKED and _printed(line, offer) in word_set("naming/unmarked.txt"):
        return False
    if offer.how == "list":
        return not (known & COMMON_BODIES and line.opens(offer.first) and _common_body(view, offer))
    if offer.how == "head" or offer.last - offer.first == 1 or not (known & CLOSED and line.opens(offer.first)):
        return True
    return (offer.how == "full" and offer.weight >= 0.8) or not listed("closed_words").ahead(line.lowers, offer.first)


def _printed(line: Line, offer: Offer) -> str:
    return line.text[line.starts[offer.first] : line.ends[offer.last - 1]]


def _common_body(view: Scene, offer: Offer) -> bool:
    """Whether a government or a parliament that opens the sentence is another country's, or of several."""
    line, words = view.line, offer.last - offer.first
    if offer.last >= len(line.words) or listed("common_bodies").ahead(line.lowers, offer.first) != words:
        return False
    if line.lowers[offer.last] in small_set("naming/several_words.txt"):
        return True
    after = view.longest(offer.last)
    return bool(after and after.sure and line.capital[offer.last] and after.forms[0].entry.type == "location")
