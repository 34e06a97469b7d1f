"""Left to right over a line: the longest offer at each capital is taken and the scan goes on behind it."""

from __future__ import annotations

import re
from collections.abc import Callable

from workers.taggers.entities.brands import branded, traded
from workers.taggers.entities.clues import heads, listed, numbered, small_set, surnames, word_set
from workers.taggers.entities.foreign import foreign
from workers.taggers.entities.heads import capital_in, counted, headed
from workers.taggers.entities.highland import highland
from workers.taggers.entities.listing import from_lists, lengthened
from workers.taggers.entities.readings import joins
from workers.taggers.entities.shapes import letters, other
from workers.taggers.entities.spans import SURE, Scene, Span, scene
from workers.taggers.entities.tokens import Line
from workers.taggers.entities.vietnamese import nicknamed, vietnamese, vietnamese_end
from workers.taggers.entities.works import quoted, titled

Provider = Callable[[Scene, int], Span | None]
# A title that begins at a capital hides all but longer names of the lists and of heads (Bà Rịa, Thanh tra Chính phủ).
BEHIND_TITLES: tuple[Provider, ...] = (from_lists, headed, branded, traded)
PROVIDERS: tuple[Provider, ...] = (
    *BEHIND_TITLES,
    counted,
    highland,
    nicknamed,
    vietnamese,
    foreign,
    letters,
    quoted,
    titled,
)
# Numbers of laws, addresses in the net, hashtags: their capitals name nothing.
NO_NAMES = re.compile(r"\d+/(?:\d+/)?[A-ZĐ][\w&/.-]*|https?://\S+|[\w.+-]{1,64}@[\w.-]+|[#@]\w+")
NO_NAME_MARKS = re.compile(r"[/@#]")
NUMBER = re.compile(r"(?<=\s)\d")


def spans(line: Line) -> list[Span]:
    """The names of a line in order, no two overlapping."""
    view = scene(line)
    found: list[Span] = []
    past = 0
    for i in _starts(view):
        if i < past:
            continue
        title = _skipped(view, i) or _outside(line, i)
        best = _best(view, i, title)
        if best:
            found.append(best)
            past = view.taken = best.last
        else:
            past = i + title
    return found


def _starts(view: Scene) -> list[int]:
    """The tokens that a name may begin at: capitals, listed names, numbers behind words that a number makes a name."""
    line = view.line
    starts = {i for i, capital in enumerate(line.capital) if capital} | view.listed.keys()
    for match in NUMBER.finditer(line.text):
        i = line.token(match.start())
        if i and line.lowers[i - 1] in numbered().ends:
            starts.add(i)
    for match in NO_NAMES.finditer(line.text) if NO_NAME_MARKS.search(line.text) else ():
        starts.difference_update(range(line.token(match.start()), line.token(match.end())))
    return sorted(starts)


def _skipped(view: Scene, i: int) -> int:
    """Tokens of the title that begins at a capital: no name, and no head of one."""
    line = view.line
    length = listed("titles").ahead(line.lowers, i) if line.capital[i] else 0
    if (
        length == 1
        and not line.opens(i)
        and line.lowers[i] not in small_set("naming/spelt_large.txt")
        and not line.words[i].isupper()
    ):
        return 0
    return length


def _outside(line: Line, i: int) -> int:
    """Tokens of a head that opens a sentence and stays outside the name: Phim Eddington, Xã Cẩm Nhượng."""
    if not line.capital[i] or not line.opens(i) or line.words[i] in surnames():
        return 0
    length = heads().ahead(line.lowers, i)
    outside = length and not capital_in(line, i, length)
    return length if outside and i + length < len(line.words) and not line.glued(i + length) else 0


def _best(view: Scene, i: int, title: int) -> Span | None:
    """The name at token i; ``title`` tokens from there on are a title or another word outside the name."""
    offers = _offers(view, i, BEHIND_TITLES if title else PROVIDERS)
    if title:
        longer = title - (title == 1 and _among_places(view, i))
        past = vietnamese_end(view, i + title)
        offers = [offer for offer in offers if offer.last - i > longer and offer.last >= past]
    elif all(offer.weight < SURE for offer in offers):
        offers += _offers(view, i, (other,))
    offers = [offer for offer in offers if _stands(view, offer)]
    return max(offers, key=lambda offer: (offer.last, -offer.first, _rank(offer)), default=None)


def _offers(view: Scene, i: int, providers: tuple[Provider, ...]) -> list[Span]:
    offers = [offer for provider in providers if (offer := provider(view, i)) and offer.first >= view.taken]
    return [lengthened(view, offer) for offer in offers]


def _among_places(view: Scene, i: int) -> bool:
    """Whether the title that opens a sentence may be a country after all: ``Anh, Pháp và Đức``."""
    line = view.line
    joined = i + 2 < len(line.words) and joins(line.lowers[i + 1])
    after = view.longest(i + 2) if joined else None
    return bool(after and line.capital[i + 2] and after.forms[0].entry.type == "location")


def _stands(view: Scene, offer: Span) -> bool:
    """Whether nothing speaks against an offer: common things, a small word that only opens the sentence."""
    line = view.line
    if line.text[line.spans[offer.first][0] : line.spans[offer.last - 1][1]] in word_set("naming/unmarked.txt"):
        return False
    if offer.how == "list" and line.opens(offer.first) and _common_body(view, offer):
        return False
    if offer.how in {"list", "head"} or offer.words == 1 or not line.opens(offer.first):
        return True
    return not listed("closed_words").ahead(line.lowers, offer.first) or (offer.how == "full" and offer.weight >= 0.8)


def _common_body(view: Scene, offer: Span) -> bool:
    """Whether a government or a parliament that opens the sentence is another country's, or of several."""
    line, after = view.line, view.longest(offer.last)
    if offer.last >= len(line.words) or listed("common_bodies").ahead(line.lowers, offer.first) != offer.words:
        return False
    if line.lowers[offer.last] in small_set("naming/several_words.txt"):
        return True
    return bool(after and after.sure and line.capital[offer.last] and after.forms[0].entry.type == "location")


def _rank(offer: Span) -> float:
    """Of two equally long offers a sure list entry first, an unsure one behind a head only, then the likelier."""
    if offer.forms:
        return 2 if offer.forms[0].sure else 0.8
    return offer.weight
