"""Where authors stand around a story besides right under its title and its last paragraph."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from workers.parsers.shapes import Shape
from workers.parsers.span import Told
from workers.parsers.vocabulary import folded

UNDER = 4  # lines under a title in which its author stands
FAR = 16  # lines under a story in which its author stands behind tags and other stories
TAG = 4  # words of the longest tag
NAME = 6  # words of the longest author line


def signed_above(told: Told, title: int, text: int) -> list[tuple[int, str]]:
    """The name with its paper behind a stroke under the title or right over the text, "Lan Anh/Báo Mẫu"
    or the first one there (``signs_title``); and the one right under the lead, with none over it (``under_lead``)."""
    under = (*range(title + 1, min(text, title + 1 + UNDER)), *range(max(title + 1 + UNDER, text - 1), text))
    found = [at for at in under if _is_of_paper(told[at][1])]
    signed = any(role == "byline" for role, _ in told[title:text])
    if not signed and title + 1 < text and _is_signed(*told[title + 1 : title + 3]):
        found.append(title + 1)
    led = told[text][0] == "lead" and not signed
    below = [at for at in range(text + 1, min(text + 2, len(told))) if led and _is_author(told[at][1])]
    return [(at, "signs_title") for at in found] + [(at, "under_lead") for at in below]


def _is_signed(own: tuple[str, Shape], below: tuple[str, Shape]) -> bool:
    """Whether the line right under a title names its author: known names, or a pen name over its paper's."""
    name, paper = own[1], below[1]
    known = "byline" in name.features or ("stranger" in name.features and "source" in paper.features)
    return known and 1 < name.words <= 2 * NAME


def _is_of_paper(found: Shape) -> bool:
    return "/" in found.folded and not {"byline", "stranger"}.isdisjoint(found.features)


def author_over(told: Told, date: int, title: int) -> list[int]:
    """The name next to the date over a title, a stroke between, where no other stands under the title."""
    near = [at for at in (date + 1, date - 1, date - 2) if 0 <= at < title and _is_author(told[at][1])]
    apart = [at for at in near if at != date - 2 or "symbols" in told[date - 1][1].features][:1]
    below = {found.folded for role, found in told[title:] if role == "byline"}
    return [at for at in apart if below <= {told[at][1].folded}]


def signed_below(told: Told, last: int) -> list[tuple[int, str]]:
    """Names with a date right under headlines below the story, which sign other stories (``signs_teaser``); and the one
    over the button to where the story is from (``over_link``)."""
    found: list[tuple[int, str]] = []
    for number in range(last + 1, len(told)):
        above, own = told[number - 1][1], told[number][1]
        if "signed" in own.features and above.manner == "headline":
            found.append((number, "signs_teaser"))
        elif number < last + FAR and _is_author(own) and _is_over_link(told, number):
            found.append((number, "over_link"))
    return found


def signed_over_tags(told: Told, last: int) -> list[tuple[int, str]]:
    """The first name farther below the story over one of its tags: its author's (``over_tags``), or where the text
    tells of it, but a tag itself (``first_tag``)."""
    texts = [found.terms for role, found in told[: last + 1] if role in {"title", "lead", "body"}]
    named = frozenset[tuple[str, ...]]().union(*texts)
    signed = any(role == "byline" for role, _ in told[:last])
    for number in range(last + 2, 0 if signed else min(len(told) - 1, last + FAR)):
        own, below = told[number][1], told[number + 1][1]
        if _is_author(own) and own.words > 1 and _is_tag(below, named):
            return [(number, "first_tag" if own.terms <= named else "over_tags")]
    return []


def _is_tag(found: Shape, named: AbstractSet[tuple[str, ...]]) -> bool:
    """Whether a line is a name or a few words of the story's."""
    return 1 < found.words <= TAG and found.end == "bare" and bool(found.terms) and found.terms <= named


def _is_over_link(told: Told, number: int) -> bool:
    return any(found.folded in folded("source_buttons") for _, found in told[number + 1 : number + 2])


def _is_author(found: Shape) -> bool:
    return found.words <= NAME and "byline" in found.features
