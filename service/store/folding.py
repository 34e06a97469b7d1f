"""Text as it is compared: no diacritics, no case."""

from __future__ import annotations

import re
import unicodedata

STROKES = str.maketrans({"đ": "d", "Đ": "d"})


def fold(text: str) -> str:
    """Lower case without diacritics, white space single: ``Việt Nam`` and ``viet nam`` are one."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.translate(STROKES)) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", bare).strip().casefold()
