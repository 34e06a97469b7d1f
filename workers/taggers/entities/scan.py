"""Left to right over a line: the longest offer at each capital is taken and the scan goes on behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from workers.taggers.entities.brands import branded, traded
from workers.taggers.entities.clues import heads, listed, small_set, surnames, word_set
from workers.taggers.entities.facts import (
    CAPITAL,
    CLOSED,
    DIGIT,
    DOT,
    FAMILY,
    FOLLOWS,
    FOREIGN,
    GIVEN,
    HEAD_ENDS,
    HEADS,
    HIGHLAND,
    HYPHEN,
    HYPHENED,
    LETTER_A,
    LETTERS,
    LISTED,
    NUMBERED_ENDS,
    OPENS,
    QUOTE,
    TITLES,
    TRADES,
    WORK_ENDS,
)
from workers.taggers.entities.foreign import foreign
from workers.taggers.entities.heads import capital_in, counted, headed
from workers.taggers.entities.highland import highland
from workers.taggers.entities.listing import from_lists, lengthened
from workers.taggers.entities.readings import joins
from workers.taggers.entities.shapes import letters, other
from workers.taggers.entities.spans import SURE, Offer, Scene, Span
from workers.taggers.entities.tokens import Line
from workers.taggers.entities.vietnamese import nicknamed, vietnamese, vietnamese_end
from workers.taggers.entities.works import quoted, titled

Provider = Callable[[Scene, int], Offer | None]
# Who is asked for a name at a token, and why: for a fact of the token, of the one before, or of the one behind it.
# A title that begins at a capital hides all but longer names of the lists and of heads (Bà Rịa, Thanh tra Chính phủ).
BEHIND_TITLES: tuple[tuple[Provider, int, int, int], ...] = (
    (from_lists, LISTED, 0, 0),
    (headed, HEADS, HEAD_ENDS, 0),
    (branded, 0, 0, FOLLOWS),
    (traded, TRADES, 0, 0),
)
PROVIDERS: tuple[tuple[Provider, int, int, int], ...] = (
    *BEHIND_TITLES,
    (counted, 0, NUMBERED_ENDS, 0),
    (highland, HIGHLAND, 0, LETTER_A),
    (nicknamed, 0, 0, QUOTE),
    (vietnamese, FAMILY | GIVEN, 0, 0),
    (foreign, FOREIGN, 0, FOREIGN | HYPHENED | DOT),
    (letters, LETTERS, 0, DOT | HYPHEN | DIGIT),
    (quoted, 0, QUOTE, 0),
    (titled, 0, WORK_ENDS, 0),
)
HERE = LISTED | HEADS | TRADES | HIGHLAND | FAMILY | GIVEN | FOREIGN | LETTERS
BEFORE = HEAD_ENDS | NUMBERED_ENDS | QUOTE | WORK_ENDS
BEHIND = FOLLOWS | LETTER_A | QUOTE | FOREIGN | HYPHENED | DOT | HYPHEN | DIGIT
# Numbers of laws, addresses in the net, hashtags: their capitals name nothing.
NO_NAMES = re.compile(r"\d+/(?:\d+/)?[A-ZĐ][\w&/.-]*|https?://\S+|[\w.+-]{1,64}@[\w.-]+|[#@]\w+")
NO_NAME_MARKS = re.compile(r"[/@#]")


def spans(view: Scene) -> list[Span]:
    """The names of a line in order, no two overlapping."""
    found: list[Span] = []
    past = 0
    for i in _starts(view):
        if i < past:
            continue
        title = _hiding(view, i)
        best = _best(view, i, title)
        if best:
            found.append(Span(best))
            past = view.taken = best.last
        else:
            past = i + title
    return found


def _starts(view: Scene) -> list[int]:
    """The tokens that a name may begin at: capitals, listed names, numbers behind words that a number makes a name."""
    line, facts = view.line, view.facts
    starts = [
        i
        for i, known in enumerate(facts)
        if known & (CAPITAL | LISTED) or (known & DIGIT and facts[i - 1] & NUMBERED_ENDS and _numbered(line, i))
    ]
    if not NO_NAME_MARKS.search(line.text):
        return starts
    outside = [range(line.token(match.start()), line.token(match.end())) for match in NO_NAMES.finditer(line.text)]
    return sorted(set(starts).difference(*outside))


def _numbered(line: Line, i: int) -> bool:
    """Whether token i is a number by itself, behind a space."""
    return line.words[i][0].isdecimal() and not line.glued(i)


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
    return length


def _outside(line: Line, i: int) -> int:
    """Tokens of a head that opens a sentence and stays outside the name: Phim Eddington, Xã Cẩm Nhượng."""
    if line.words[i] in surnames():
        return 0
    length = heads().ahead(line.lowers, i)
    outside = length and not capital_in(line, i, length)
    return length if outside and i + length < len(line.words) and not line.glued(i + length) else 0


def _best(view: Scene, i: int, title: int) -> Offer | None:
    """The name at token i; ``title`` tokens from there on are a title or another word outside the name."""
    facts = view.facts
    offers = _offers(view, i, _asked(facts[i] & HERE, facts[i - 1] & BEFORE, facts[i + 1] & BEHIND, title > 0))
    if title:
        longer = title - (title == 1 and _among_places(view, i))
        past = vietnamese_end(view, i + title)
        offers = [offer for offer in offers if offer.last - i > longer and offer.last >= past]
    elif facts[i] & CAPITAL and max([offer.weight for offer in offers], default=0.0) < SURE:
        offers += _offers(view, i, (other,))
    offers = [offer for offer in offers if _stands(view, offer)]
    return max(offers, key=_order) if len(offers) > 1 else offers[0] if offers else None


@lru_cache(maxsize=4096)
def _asked(here: int, before: int, behind: int, title: bool) -> tuple[Provider, ...]:
    """Who may have a name to offer at a token of these facts; a story has some hundred sets of them."""
    asked = BEHIND_TITLES if title else PROVIDERS
    return tuple(ask for ask, *whys in asked if here & whys[0] or before & whys[1] or behind & whys[2])


def _offers(view: Scene, i: int, providers: tuple[Provider, ...]) -> list[Offer]:
    offers = [offer for provider in providers if (offer := provider(view, i)) and offer.first >= view.taken]
    for offer in offers:
        lengthened(view, offer)
    return offers


def _order(offer: Offer) -> tuple[int, int, float]:
    """The longest offer is best; of two equally long ones a sure list entry, an unsure one behind a head only, then
    the likelier."""
    rank = offer.weight if not offer.forms else 2 if offer.forms[0].sure else 0.8
    return offer.last, -offer.first, rank


def _among_places(view: Scene, i: int) -> bool:
    """Whether the title that opens a sentence may be a country after all: ``Anh, Pháp và Đức``."""
    line = view.line
    joined = i + 2 < len(line.words) and joins(line.lowers[i + 1])
    after = view.longest(i + 2) if joined else None
    return bool(after and line.capital[i + 2] and after.forms[0].entry.type == "location")


def _stands(view: Scene, offer: Offer) -> bool:
    """Whether nothing speaks against an offer: common things, a small word that only opens the sentence."""
    line = view.line
    if line.text[line.spans[offer.first][0] : line.spans[offer.last - 1][1]] in word_set("naming/unmarked.txt"):
        return False
    if offer.how == "list":
        return not (line.opens(offer.first) and _common_body(view, offer))
    if offer.how == "head" or offer.last - offer.first == 1 or not view.facts[offer.first] & CLOSED:
        return True
    if not line.opens(offer.first) or (offer.how == "full" and offer.weight >= 0.8):
        return True
    return not listed("closed_words").ahead(line.lowers, offer.first)


def _common_body(view: Scene, offer: Offer) -> bool:
    """Whether a government or a parliament that opens the sentence is another country's, or of several."""
    line, words = view.line, offer.last - offer.first
    if offer.last >= len(line.words) or listed("common_bodies").ahead(line.lowers, offer.first) != words:
        return False
    if line.lowers[offer.last] in small_set("naming/several_words.txt"):
        return True
    after = view.longest(offer.last)
    return bool(after and after.sure and line.capital[offer.last] and after.forms[0].entry.type == "location")
