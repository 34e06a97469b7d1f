"""What full text search looks for: words without diacritics, and marks for everything else one may ask for.

A mark is a lexeme with a slash, which no word has: ``t/81`` a tag or facet by its key, ``c/2893`` and ``p/2893`` the
weeks of arrival and publication (``p/-`` without a date), ``o/acme`` the tenant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, String, func, literal, literal_column
from sqlalchemy.dialects.postgresql import ARRAY

from service.store.folding import fold

# The text search configuration that the migrations make: words as they are.
CONFIGURATION = "tintag"
WORD = re.compile(r"[^\W_]+")
# No word of a language is longer.
LONGEST = 60
# Of the megabyte that a vector may take.
MOST_BYTES = 400_000
WEEK_SECONDS = 7 * 24 * 3600


def words(text: str) -> list[str]:
    """The words of a text as they are compared, in order."""
    return [word for word in WORD.findall(fold(text)) if len(word) <= LONGEST]


def week(moment: datetime | None) -> str:
    """The number of a moment's week, or ``-``."""
    return "-" if moment is None else str(int(moment.timestamp()) // WEEK_SECONDS)


def vector(title: str | None, lead: str | None, text: str | None, marks: Iterable[str]) -> ColumnElement:
    """The search vector of an article: its title weighs most, then its lead, then its text."""
    marked = func.array_to_tsvector(literal(sorted(marks), ARRAY(String)))
    return marked.op("||")(_weighed(title, "A")).op("||")(_weighed(lead, "B")).op("||")(_weighed(text, "D"))


def _weighed(text: str | None, weight: str) -> ColumnElement:
    plain = " ".join(words(text or "")).encode()[:MOST_BYTES].decode(errors="ignore")
    return func.setweight(func.to_tsvector(CONFIGURATION, plain), literal_column(f"'{weight}'"))
