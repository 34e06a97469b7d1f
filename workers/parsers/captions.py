"""Captions that no photographer's name tells: what a page says of a picture over its source, and rows of pictures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workers.parsers.shapes import Shape
from workers.parsers.span import Told
from workers.parsers.vocabulary import folded, openings

SOURCE = 8  # words of the longest line that tells where a picture is from
DESCRIBED = range(4, 41)  # words of what a picture shows
TOLD = range(6, 27)  # words of a caption with a line for its photographer; paragraphs over pictures have 30 and more
ROW = 12  # captions of the longest row of pictures
SHOWN = range(4, 31)  # words of what a video shows
NAMED = range(2, 26)  # words of a caption in a row
NO_CAPTION = frozenset(
    ("byline", "byline_credit", "desk", "source", "stamp", "stamp_with", "noise_line", "noise_start")
)
NO_CAPTION |= {"buttons", "symbols", "counter", "related", "tag_line", "like_heading", "section", "label"}

SENTENCE = {"stop": range(7, 19), "bare": range(9, 19)}  # words of a caption without a credit; subheads are shorter
FULLER = 2  # times its words that the paragraphs around it have; shorter ones are paragraphs as often as captions
GOING_ON = frozenset(("quote", "connective", "day", "dash", "numbered", "label", "lower", "related", "noise_start"))
SUBHEAD = range(9, 12)  # words of a long subhead; of six such lines on pages with credited captions none is a caption
CREDITED = 4  # words of the shortest caption with its credit

PLAYER = re.compile(r"0?0:00(?:\s?/\s?\d{1,2}:\d{2})?")
PLAYED, SAID = range(6, 41), range(6, 15)  # words of what stands under a player, and of a sentence there
BUTTONS = 8  # lines of the longest player
SUPPORTED = frozenset(("support2", "support4"))


def described(shapes: Sequence[Shape]) -> list[int]:
    """Lines that tell where a picture is from, with what it shows over them; captions under "Một số hình ảnh:"; and
    those that are printed once more below with their photographer."""
    found: list[int] = []
    for number, one in enumerate(shapes):
        if one.words <= SOURCE and one.folded.startswith(openings("picture_sources")):
            found += [number - 1, number] if number and _shows(shapes[number - 1]) else [number]
        elif one.end == "colon" and one.folded.startswith(openings("picture_rows")):
            found += [number, *_row(shapes, number + 1)]
        elif number and (_is_photographed(shapes[number - 1], one) or _is_over_player(shapes[number - 1], one)):
            found.append(number - 1)
    return found


def slight(shapes: Sequence[Shape]) -> list[tuple[int, str]]:
    """One short sentence between two paragraphs of more than twice its length each, that goes on with nothing; and
    whether it may be a long subhead on a page that names the photographers of its captions (``uncredited``)."""
    short = [number for number, one in enumerate(shapes) if one.words in SENTENCE.get(one.end, ())]
    own = [at for at in short if 0 < at < len(shapes) - 1 and _is_slight(*shapes[at - 1 : at + 2])]
    heads = [at for at in own if shapes[at].words in SUBHEAD and _is_plain(shapes[at])]
    if heads and any("photo" in one.features and one.words >= CREDITED for one in shapes):
        heads = [at for at in heads if "caption_opening" not in shapes[at].features]
        return [(at, "slight") for at in own] + [(at, "uncredited") for at in heads]
    return [(at, "slight") for at in own]


def _is_slight(above: Shape, one: Shape, below: Shape) -> bool:
    fuller = (near.manner == "prose" and near.words >= FULLER * one.words for near in (above, below))
    return GOING_ON.isdisjoint(one.features) and all(fuller)


def _is_over_player(above: Shape, one: Shape) -> bool:
    """Whether a line says what a video shows, over its player's clock or over words that it cannot play."""
    plays = "noise_start" in one.features or PLAYER.fullmatch(one.folded) is not None
    return plays and above.folded.partition(":")[0] in folded("title_marks")


def _is_photographed(above: Shape, one: Shape) -> bool:
    return "photo" in one.features and _is_shown(above, one)


def played(told: Told, first: int, last: int) -> list[int]:
    """What stands in the story right under a video's player, whose clock has not begun to run: a few words, or a
    sentence or two under a button to see it on the whole screen; a player under the lead may read the story aloud."""
    clocks = [at for at in range(first, last) if PLAYER.fullmatch(told[at][1].folded)]
    found = set[int]()
    for clock in clocks:
        under = clock + 1
        while under < min(last, clock + BUTTONS) and told[under][0] == "noise":
            under += 1
        own, seen = told[under][1], told[under - 1][1].folded in folded("player_screens")
        after_text = seen or any(role == "body" for role, _ in told[first + 1 : clock])
        short = own.words in PLAYED if seen or own.end == "bare" else own.words in SAID
        if under < last and after_text and short and own.manner != "stamp" and (_is_free(own) or _is_film(own)):
            found.add(under)
    return sorted(found)


def depicted(told: Told, first: int, last: int, extra: Sequence[Sequence[str]]) -> list[int]:
    """Lines under a paragraph that begin as captions do and name what the texts below tell of."""
    inside = [at for at in range(first + 1, last) if "caption_opening" in told[at][1].features]
    return [
        at
        for at in inside
        if told[at][1].manner == "headline"
        and told[at - 1][1].manner == "prose"
        and _is_plain(told[at][1])
        and not SUPPORTED.isdisjoint(extra[at])
    ]


def filmed(told: Told, first: int, last: int) -> list[int]:
    """Lines between paragraphs that say of a video what it shows: "Video: ..."."""
    inside = enumerate(told[first + 1 : last], first + 1)
    labels = [(at, found) for at, (_, found) in inside if "label" in found.features and found.words in SHOWN]
    found = [at for at, one in labels if _is_film(one)]
    return [at for at in found if told[at - 1][1].manner == told[at + 1][1].manner == "prose"]


def _is_film(one: Shape) -> bool:
    return one.folded.partition(":")[0] in folded("video_marks")


def _is_shown(above: Shape, one: Shape) -> bool:
    """Whether a line begins the caption below, or has nothing but its photographer there."""
    if "photo_only" in one.features and one.words <= SOURCE:
        return above.words in TOLD and above.end in {"bare", "stop"} and _is_free(above)
    return above.words in DESCRIBED and above.words < one.words and one.folded.startswith(above.folded)


def _shows(one: Shape) -> bool:
    return one.words in DESCRIBED and _is_plain(one)


def _row(shapes: Sequence[Shape], first: int) -> list[int]:
    """The short lines below, down to the first that is none."""
    found: list[int] = []
    for number in range(first, min(len(shapes), first + ROW)):
        if shapes[number].words not in NAMED or not _is_plain(shapes[number]):
            break
        found.append(number)
    return found


def _is_plain(one: Shape) -> bool:
    return one.end == "bare" and _is_free(one)


def _is_free(one: Shape) -> bool:
    return not one.heading and NO_CAPTION.isdisjoint(one.features)
