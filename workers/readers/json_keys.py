"""The keys of JSON objects, told apart as words and not as they are spelt, and the values under them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from workers import lexicons

NESTED = 6  # objects and lists that a value may be wrapped in
LONGEST_KEY = 60
MOST = 50  # values of an object that stands for one
NOT_ALNUM = re.compile(r"[\W_]+")


@cache
def keys(field: str) -> tuple[str, ...]:
    """The folded keys that hold a field, the best first."""
    return tuple(dict.fromkeys(map(fold_key, printed_keys(field))))


@cache
def telling(*fields: str) -> frozenset[str]:
    """The folded keys of some fields, of those that hold a text where none is named."""
    return frozenset(key for field in fields or ("html", "text", "blocks") for key in keys(field))


def printed_keys(field: str) -> list[str]:
    """The keys of a field as files print them."""
    return next(row["keys"].split() for row in lexicons.rows("formats/json_keys.tsv") if row["field"] == field)


@lru_cache(4096)
def fold_key(key: str) -> str:
    """A key in small letters and digits of ASCII, without a prefix as in ``schema:headline``."""
    letters = key[:LONGEST_KEY].rpartition(":")[2].lower()
    if letters.isascii():
        return NOT_ALNUM.sub("", letters)
    letters = unicodedata.normalize("NFD", letters.replace("đ", "d"))
    return NOT_ALNUM.sub("", "".join(char for char in letters if not unicodedata.combining(char)))


def fold_keys(value: Mapping[str, Any]) -> dict[str, Any]:
    """The object with folded keys; of keys that fold to one, the first that holds anything counts."""
    found: dict[str, Any] = {}
    for key, held in value.items():
        if held not in (None, "", [], {}):
            found.setdefault(fold_key(key), held)
    return found


def leaves(value: Any, depth: int = 0) -> Iterator[Any]:
    """Every string and number that a value is, lists, or wraps in objects."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        yield value
    elif isinstance(value, list) and depth < NESTED:
        for member in value:
            yield from leaves(member, depth + 1)
    elif isinstance(value, dict) and depth < NESTED:
        folded = fold_keys(value)
        held = (list(islice(leaves(folded.get(key), depth + 1), MOST)) for key in keys("value"))
        yield from next((found for found in held if found), ())
