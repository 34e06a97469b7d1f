"""A quick look at uploaded bytes: refuse at the door what is plainly no text, leave doubt to the readers."""

from __future__ import annotations

BINARY = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "gzip data",
    b"BZh": "bzip2 data",
    b"\xfd7zXZ": "xz data",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!\x1a": "a RAR archive",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"MZ\x90\x00": "a Windows program",
    b"\x7fELF": "a program",
    b"SQLite format 3\x00": "an SQLite database",
    b"OggS\x00": "audio or video",
    b"\x1aE\xdf\xa3": "audio or video",
}
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b")
SAMPLE = 65_536
MOST_CONTROLS = 0.05  # of the bytes: text has next to none, random bytes a tenth, most binary formats more


def text_problem(content: bytes) -> str | None:
    """Why the bytes are plainly no text, or None where they may be."""
    if kind := next((kind for mark, kind in BINARY.items() if content.startswith(mark)), None):
        return f"the file is {kind}, not text"
    sample = content[:SAMPLE]
    if sample.startswith(UTF16_MARKS) or _looks_like_utf16(sample):
        return None
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    if controls > 4 + MOST_CONTROLS * len(sample):
        return "the bytes are no text: too many control characters"
    return None


def _looks_like_utf16(sample: bytes) -> bool:
    """Every other byte often zero, the ones between hardly ever."""
    fewer, more = sorted((sample[::2].count(0), sample[1::2].count(0)))
    return more > 0.4 * (len(sample) // 2) and fewer * 10 <= more
