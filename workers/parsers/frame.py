"""What a first reading of the story tells of the lines around and in it: the title printed before its place, the date
over it, the name under it, tables cell by cell, pictures signed by their photographers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from workers.parsers.asides import asides, asking, resumed
from workers.parsers.captions import depicted, filmed, played
from workers.parsers.cells import NO_CELL, cells
from workers.parsers.recurring import recurring
from workers.parsers.shapes import Shape
from workers.parsers.signers import author_over, signed_above, signed_below, signed_over_tags
from workers.parsers.trail import named_over, row_over, steps_over, steps_under

Told = Sequence[tuple[str, Shape]]

OVER = 8  # lines over a title in which its date stands; farther up it is the clock of the page's head
UNDER = 4  # lines under a story in which its author stands
FAR = 16  # lines under it in which it stands behind tags and other stories
CLOSING = frozenset(("source", "url", "noise_line", "noise_start", "buttons", "heading_tags"))
NAME = 6  # words of the longest author line
DATED = frozenset(("stamp", "stamp_with"))
NAMED = frozenset(("byline", "rare"))
BUTTONS = frozenset(("noise_line", "buttons"))
SIGNERS = NAMED | {"desk"}
TEXTS = frozenset(("lead", "body"))
LEAD = 15  # words of the shortest lead
INTERVIEW = 3  # questions from which on a story is one
HOUR = re.compile(r"\d{1,2}[:h]\d{2}")
TAG = 4  # words of the longest tag but for headlines
NO_TAG = NO_CELL.union(
    ["counter", "counted", "symbols", "stamp", "stamp_with", "contact", "url", "section", "junk", "photo"]
)
CAPTION = (5, 40)  # words of a caption
PASSED = frozenset(("noise", "caption", "source"))
PIECE = 10  # words of the longest link in a paragraph that its page prints on a line of its own
NO_PIECE = frozenset(("photo", "caption_opening", "byline_credit", "source", "noise_start", "noise_line", "buttons"))
CONTINUED = frozenset(("continues", "lower"))
CLOSED = frozenset(("tags", "comments"))  # headings that stand under a story
BEHIND = (" | ", " - ", " – ", " — ")  # marks between a page's title and its paper
BLURBS = frozenset(("box_text", "lead_in_again"))
LINKS = frozenset(("teasers", "more"))  # headings of other stories
PAPER = 7  # words of the longest name of a paper with its mark
PEN_NAME = 3  # words of the longest name that no list of names knows


def frame(told: Told, extra: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    """Lines and what they are to the story; ``extra`` are the features that they have from their page."""
    title = next((number for number, (role, _) in enumerate(told) if role == "title"), None)
    texts = [number for number, (role, _) in enumerate(told) if role in TEXTS]
    if title is None or not texts:
        return []
    first, title = title, _last_title(told, title, texts[0])
    found = [(number, "title_before") for number in _before(told, title)]
    found += [(number, "trail") for number in _placed(told, first) or _placed(told, title)]
    found += [(number, "trail") for number in _placed_again(told, title, texts[0])]
    if dates := _dated(told, title, texts[0], extra) or _dated(told, first, texts[0], extra):
        found += [(dates[0], "over_title"), (title, "under_date")]
        found += [(at, "own_clock") for at in dates[1:]]
        found += [(at, "name_over") for at in author_over(told, dates[0], title)]
    over = _standfirst(told, title, texts[0]) if "over_main" not in extra[title] else []
    found += over or [(number, "first_text") for number in _led(told, title, texts[0])]
    above = signed_above(told, title, texts[0])
    found += above
    tables = [one for one in cells(told, texts[0], texts[-1]) if "aside" not in extra[one[0]]]
    found += tables
    last = max(texts[-1], *(number for number, _ in tables)) if tables else texts[-1]
    if not any(name == "signs_title" for _, name in above):
        found += signed_over_tags(told, last) or _signed(told, last)
    found += signed_below(told, last)
    found += _inside(told, texts[0], texts[-1], extra)
    questions = _questions(told, texts[0], texts[-1])
    found += [(number, "question") for number in questions]
    found += [(number, "asks_apart") for number in asking(told, texts[0], texts[-1]) if number not in questions]
    found += [(number, "asked_by") for number in _asked(told, texts[0], texts[-1])]
    blurbs = _leads_in(told, texts, extra)
    found += [(number, "lead_in_again") for number in blurbs]
    found += [(number, "over_lead_in") for number in _over(told, blurbs)]
    told_apart = {at for at, name in found if name in BLURBS}
    found += resumed(told, texts[0], texts[-1], told_apart)
    found += [(number, "signed_picture") for number in _pictures(told, texts[0], texts[-1])]
    return found


def _inside(told: Told, first: int, last: int, extra: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    """Lines between the first paragraph and the last that are no paragraphs, or come again in their form."""
    found = recurring(told, first, last) + asides(told, first, last, extra)
    found += [(number, "described") for number in (*played(told, first, last), *filmed(told, first, last))]
    found += [(number, "depicted") for number in depicted(told, first, last, extra)]
    return found + [(number, "piece") for number in _pieces(told, first, last)]


def _last_title(told: Told, title: int, text: int) -> int:
    """Where the title is printed for the last time over the text, if no author stands between."""
    for number in range(title + 1, text):
        if not SIGNERS.isdisjoint(told[number][1].features):
            break
        if told[number][1].folded == told[title][1].folded:
            return number
    return title


def _before(told: Told, title: int) -> list[int]:
    """Lines over the title that print it too, as a page's own name for itself, also with the paper's behind it."""
    own = told[title][1].folded
    return [number for number in range(title) if _names_page(told[number][1].folded, own)]


def _names_page(text: str, title: str) -> bool:
    if not text.startswith(title):
        return False
    behind = text[len(title) :]
    return not behind or (behind.startswith(BEHIND) and len(behind.split()) <= PAPER)


def _placed(told: Told, title: int) -> list[int]:
    """The breadcrumb's steps right over the title, or those below the one that was read there."""
    shapes = [found for _, found in told]
    near = [at for at in range(max(0, title - OVER), title) if told[at][0] == "breadcrumb"]
    if near:
        return steps_under(near[-1], title, shapes) if "section" in shapes[near[-1]].features else []
    return steps_over(title, shapes) or named_over(title, shapes) or row_over(title, shapes)


def _placed_again(told: Told, title: int, text: int) -> list[int]:
    """Lines between the title and the text that name a step of the breadcrumb over it once more."""
    steps = {found.folded for role, found in told[max(0, title - OVER) : title] if role == "breadcrumb"}
    return [at for at in range(title + 1, text) if told[at][1].folded in steps]


def _led(told: Told, title: int, text: int) -> list[int]:
    """The first text under the title, if it is as long as a lead and no subhead opens it."""
    opened = any(role == "subhead" or "subhead_word" in found.features for role, found in told[title:text])
    long = told[text][1].words >= LEAD and "photo" not in told[text][1].features
    return [text] if text > title and long and not opened else []


def _standfirst(told: Told, title: int, text: int) -> list[tuple[int, str]]:
    """The sentence between the title and its author's name, far over the first text, and the name; what a page's
    markup tells of its story goes before that."""
    if text <= title + 2 or told[title + 1][1].words < LEAD or told[title + 1][1].manner not in {"prose", "headline"}:
        return []
    name = told[title + 2][1]
    signed = name.words <= NAME and not NAMED.isdisjoint(name.features)
    fit = signed and "photo" not in told[title + 1][1].features
    return [(title + 1, "standfirst"), (title + 2, "signs_lead")] if fit else []


def _dated(told: Told, title: int, text: int, extra: Sequence[Sequence[str]]) -> list[int]:
    """The date right over the title, where none stands between title and text, and a clock under it."""
    if any(not DATED.isdisjoint(found.features) for _, found in told[title:text]):
        return []
    for number in range(title - 1, max(-1, title - 1 - OVER), -1):
        found = told[number][1]
        if not DATED.isdisjoint(found.features):
            clock = number + 1 < title and HOUR.fullmatch(told[number + 1][1].folded)
            return [number, number + 1] if clock else [number]
        menu = "menu" in extra[number] and found.words > 1 and BUTTONS.isdisjoint(found.features)
        if menu or found.manner in {"prose", "headline"}:
            break
    return []


def _signed(told: Told, last: int) -> list[tuple[int, str]]:
    """The name under the story's last paragraph, if it has none above, and whether it is but the first tag."""
    above = {found.folded for role, found in told[:last] if role == "byline"}
    if above:
        again = [at for at in range(last + 1, min(len(told), last + 2)) if told[at][1].folded in above]
        return [(number, "under_story") for number in again if not _are_tags(told[number + 1 : number + 3])]
    for number in range(last + 1, min(len(told), last + 1 + UNDER)):
        role, found = told[number]
        below = told[number + 1][1] if number + 1 < len(told) else None
        if found.words <= NAME and (_is_name(found, below) or (number == last + 1 and _is_pen_name(found, below))):
            return [(number, "first_tag" if _are_tags(told[number + 1 : number + 3]) else "under_story")]
        if role not in PASSED or found.heading or (found.manner == "headline" and role != "caption"):
            break
    return [(number, "under_story") for number in _signed_farther(told, last)]


def _signed_farther(told: Told, last: int) -> list[int]:
    """The first name below tags and teasers that stands over a paper's name, an address or a button, over no news."""
    for number in range(last + 1, min(len(told) - 1, last + FAR)):
        named = told[number][1].words <= NAME and "byline" in told[number][1].features
        if named and not CLOSING.isdisjoint(told[number + 1][1].features):
            return [number]
    return []


def _is_name(found: Shape, below: Shape | None) -> bool:
    """Whether a line is a person's name; a pen name in capitals is one where the paper stands under it."""
    if SIGNERS.isdisjoint(found.features):
        return {"stranger", "upper"} <= found.features and below is not None and "source" in below.features
    return True


def _is_pen_name(found: Shape, below: Shape | None) -> bool:
    """Whether two or three capitalised words no one is known by sign the paragraph above: tags or comments follow."""
    return "stranger" in found.features and found.words <= PEN_NAME and below is not None and below.heading in CLOSED


def _pieces(told: Told, first: int, last: int) -> list[int]:
    """Lines of a paragraph that was cut at its links: the text before a link and the link, over how it goes on."""
    found: list[int] = []
    for number in range(first + 1, last):
        (_, above), (_, own), (_, below) = told[number - 1 : number + 2]
        goes_on = below.manner == "prose" and not CONTINUED.isdisjoint(below.features)
        if goes_on and own.words <= PIECE and own.end == "bare" and NO_PIECE.isdisjoint(own.features):
            found += [number - 1, number] if above.end in {"bare", "colon"} else []
    return found


def _are_tags(told: Told) -> bool:
    return len(told) > 1 and all(_is_tag(found) for _, found in told)


def _is_tag(found: Shape) -> bool:
    return found.words <= TAG and found.end == "bare" and not found.heading and NO_TAG.isdisjoint(found.features)


def _leads_in(told: Told, texts: Sequence[int], extra: Sequence[Sequence[str]]) -> list[int]:
    """Texts inside a story that begin with their paper's mark, as its own first does: blurbs of other stories."""
    marked = [number for number in texts if "lead_in" in told[number][1].features or "lead_in" in extra[number]]
    return marked[1:] if marked[:1] == list(texts[:1]) else []


def _over(told: Told, blurbs: Sequence[int]) -> list[int]:
    """The headlines right over such blurbs."""
    return [
        at - size for at in blurbs for size in (1, 2) if all(_is_headline(told[at - n][1]) for n in range(1, size + 1))
    ]


def _is_headline(found: Shape) -> bool:
    return found.manner == "headline" and not found.heading


def _asked(told: Told, first: int, last: int) -> list[int]:
    """Questions behind the name of who asks them, where the same one asks several, "PV: ...?", and those between them
    without the name."""
    labelled = [(at, told[at][1].folded.partition(":")[0]) for at in range(first, last + 2) if _is_question(told, at)]
    askers = Counter(name for _, name in labelled)
    found = [at for at, name in labelled if askers[name] > 1]
    return found + _questions(told, first, last) if found else []


def _is_question(told: Told, number: int) -> bool:
    return number < len(told) and told[number][1].end == "ask" and "label" in told[number][1].features


def _questions(told: Told, first: int, last: int) -> list[int]:
    """Questions over a paragraph each, where there are so many that they make an interview."""
    asked = [number for number in range(first + 1, last) if told[number][1].end == "ask"]
    found = [at for at in asked if told[at][1].manner == "headline" and told[at + 1][1].manner == "prose"]
    found = [at for at in found if told[at - 1][1].heading not in LINKS]
    return found if len(found) >= INTERVIEW else []


def _pictures(told: Told, first: int, last: int) -> list[int]:
    """Captions with nothing but the photographer's name on the line below, and these names."""
    found: list[int] = []
    for number in range(first + 1, last):
        above, own = told[number - 1][1], told[number][1]
        named = own.words <= NAME and not NAMED.isdisjoint(own.features) and told[number - 1][0] not in TEXTS
        if named and above.end == "bare" and CAPTION[0] <= above.words <= CAPTION[1]:
            found += [number - 1, number]
    return found
