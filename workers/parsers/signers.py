"""Where authors stand around a story besides right under its title and its last paragraph."""

from __future__ import annotations

from workers.parsers.shapes import Shape
from workers.parsers.span import Told
from workers.parsers.vocabulary import folded

UNDER = 4  # lines under a title in which its author stands
FAR = 16  # lines under a story in which its author stands behind tags and other stories
NAME = 6  # words of the longest author line


def signed_above(told: Told, title: int, text: int) -> list[tuple[int, str]]:
    """The name with its paper behind a stroke under the title, "Lan Anh/Báo Mẫu" (``signs_title``); and the one right
    under the lead, where there is none over it (``under_lead``)."""
    under = range(title + 1, min(text, title + 1 + UNDER))
    found = [at for at in under if "stranger" in told[at][1].features and "/" in told[at][1].folded]
    led = told[text][0] == "lead" and not any(role == "byline" for role, _ in told[title:text])
    below = [at for at in range(text + 1, min(text + 2, len(told))) if led and _is_author(told[at][1])]
    return [(at, "signs_title") for at in found] + [(at, "under_lead") for at in below]


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


def _is_over_link(told: Told, number: int) -> bool:
    return any(found.folded in folded("source_buttons") for _, found in told[number + 1 : number + 2])


def _is_author(found: Shape) -> bool:
    return found.words <= NAME and "byline" in found.features
