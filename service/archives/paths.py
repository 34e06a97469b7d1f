"""Names of members: decoded, refused where they climb out, cleaned for people to read."""

from __future__ import annotations

import re
import unicodedata

from service.archives.parcel import unsafe

LONGEST = 255
DRIVE = re.compile(r"[A-Za-z]:")
CLUTTER = {"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"}
BAD_CHARACTERS = dict.fromkeys([*range(32), *range(127, 160), *range(0xD800, 0xE000)])


def decoded(raw: bytes) -> str:
    """A name of unknown encoding: UTF-8, else windows-1258 where that gives letters, else what DOS had."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        pass
    try:
        name = raw.decode("cp1258")
    except UnicodeDecodeError:
        return raw.decode("cp437")
    strange = (char for char in name if ord(char) > 127 and unicodedata.category(char)[0] not in "LM")
    return raw.decode("cp437") if any(strange) else name


def safe(name: str) -> str:
    """The path inside the archive, cleaned; raises ``unsafe-archive`` where it leads out of it."""
    path = name.replace("\\", "/")
    parts = path.split("/")
    if path.startswith("/") or DRIVE.match(path) or ".." in parts:
        raise unsafe(f"{cleaned(name)} leads out of the archive")
    return cleaned("/".join(part for part in parts if part not in {"", "."}))


def cleaned(name: str) -> str:
    """The name in NFC, without control characters, its end kept where it is too long."""
    plain = unicodedata.normalize("NFC", name.translate(BAD_CHARACTERS))
    return plain[-LONGEST:] or "untitled"


def is_clutter(path: str) -> bool:
    """Whether a system left the file there by itself."""
    parts = path.split("/")
    return not CLUTTER.isdisjoint(parts) or parts[-1].startswith("._")
