"""Communes and wards with a number behind the name, as many have since those of 2025: xã Bảo Lâm 2."""

from __future__ import annotations

from workers.taggers.entities.clues import small_set
from workers.taggers.entities.listing import modelled
from workers.taggers.entities.spans import Offer, Scene

# Digits of the number of one of several communes.
LONGEST_NUMBER = 2


def warded(view: Scene, offer: Offer) -> None:
    """Let the name of a commune or a ward go on with its number; the lists know it by the name alone as another."""
    line, end = view.line, offer.last
    if end < len(line.words) and line.words[end].isdigit() and len(line.words[end]) <= LONGEST_NUMBER:
        past = modelled(line, end)
        if past and line.lowers[offer.first - 1] in small_set("naming/wards.txt"):
            offer.last, offer.how, offer.forms = past, "head", ()
