"""A page of a PDF: pieces of lines with their place and size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

INITIAL = 1.8  # ratio of sizes from which a letter is one that reaches over rows; a raised number is two thirds


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text from ``left`` to ``right`` on a ``base`` line, in points to the right and up as the page is shown."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False

    @property
    def top(self) -> float:
        """About where its capital letters end."""
        return self.base + 0.75 * self.size


@dataclass(frozen=True, slots=True)
class Page:
    """The fragments between the lower and the upper end of a page, in the file's order."""

    low: float
    high: float
    fragments: Sequence[Fragment]
