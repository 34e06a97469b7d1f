"""Letters that a pattern without case takes for i and s, though their small forms are others and in no list."""

from __future__ import annotations

_ODD = "\u0130\u0131\u017f"


def without_odd(text: str) -> str:
    """The text with another letter in their place, which ends no word of a list."""
    for letter in _ODD:
        text = text.replace(letter, "x")
    return text
