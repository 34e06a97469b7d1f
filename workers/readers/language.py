"""The language of a text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LANGUAGES = ("vi", "en", "fr", "de", "es", "pt", "it", "nl", "id", "pl", "ru", "zh", "ja", "ko", "th", "lo", "km")
VIETNAMESE = re.compile("[\u1ea0-\u1ef9ăĂđĐơƠưƯ]")
# Vietnamese has such a letter in about one of six; Romanian and Croatian, which share some, in under one of thirty.
SHARE = 0.05
SAMPLE = 5_000
OPENING = 800  # characters that tell a page in Vietnamese, which has twice the share even in its menus


def language(text: str) -> str | None:
    """ISO 639-1 code, or None where there are no letters; loads py3langid's model only when letters do not tell."""
    half = SAMPLE // 2
    middle = max(half, len(text) // 2)
    sample = text[:half] + text[middle : middle + half]
    opening = sample[:OPENING]
    if len(opening) == OPENING and len(VIETNAMESE.findall(opening)) >= 2 * SHARE * OPENING:
        return "vi"
    told = len(VIETNAMESE.findall(sample))
    letters = sum(map(str.isalpha, sample))
    if not letters:
        return None
    if told >= SHARE * letters:
        return "vi"
    return _identifier().classify(sample)[0]


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  brings numpy and a model

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(LANGUAGES)
    return identifier
