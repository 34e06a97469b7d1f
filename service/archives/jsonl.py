"""JSON Lines: every line that is not blank is a file, JSON or not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO

from service.archives.parcel import Budget, Member, Parcel

SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")
MEDIA_TYPES = {"application/jsonl", "application/x-jsonlines", "application/x-ndjson", "application/ndjson"}
MARK = b"\xef\xbb\xbf"
LOOKED_AT = 5  # lines: a text that only quotes JSON has other lines among them


def told(parcel: Parcel) -> bool:
    """Whether a name or a media type says so and no line speaks against it, or the first lines are objects."""
    lines = [line for line in parcel.head.removeprefix(MARK).splitlines() if line.strip()][: LOOKED_AT + 1]
    declared = (parcel.media_type or "").partition(";")[0].strip().lower()
    if parcel.name.lower().endswith(SUFFIXES) or declared in MEDIA_TYPES:
        return any(line.lstrip().startswith(b"{") for line in lines)
    looked_at = lines[:LOOKED_AT]
    return len(looked_at) > 1 and all(_is_object(line) for line in looked_at)


def members(parcel: Parcel, budget: Budget) -> Iterator[Member]:
    """A file for each line, named by its number."""
    number = 0
    while line := parcel.file.readline(budget.limits.member_bytes + 2):
        number += 1
        content = (line.removeprefix(MARK) if number == 1 else line).strip()
        if content:
            name = f"{parcel.name[-240:]}#{number}.json"
            yield Member(name, budget.read(BytesIO(content), name), "application/json")


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
