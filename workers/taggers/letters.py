"""Letters that a pattern without case takes for i and s, though their small forms are others and in no list."""

from __future__ import annotations

import re

_ODD = re.compile("[\u0130\u0131\u017f]")


def without_odd(text: str) -> str:
    """The text with another letter in their place, which ends no word of a list."""
    return _ODD.sub("x", text)
