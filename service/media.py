"""A quick look at uploaded bytes: refuse at the door what no reader takes, leave doubt to the readers."""

from __future__ import annotations

from io import BytesIO

from service.archives import documents

FOREIGN = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"II*\x00": "a TIFF image",
    b"MM\x00*": "a TIFF image",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!\x1a": "a RAR archive",
    b"\x28\xb5\x2f\xfd": "zstd data",
    b"MZ\x90\x00": "a Windows program",
    b"\x7fELF": "a program",
    b"\xca\xfe\xba\xbe": "a program",
    b"\x00asm": "a program",
    b"SQLite format 3\x00": "an SQLite database",
    b"ID3\x03": "audio or video",
    b"ID3\x04": "audio or video",
    b"fLaC": "audio or video",
    b"OggS\x00": "audio or video",
    b"\x1aE\xdf\xa3": "audio or video",
}
RIFF = {b"WEBP": "a WebP image", b"WAVE": "audio or video", b"AVI ": "audio or video"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")  # a DOCX with a password lies in such a stream
BINARY_DOCUMENTS = (b"%PDF-", b"{\\rtf")
PDF_WITHIN = 1024  # bytes before a PDF's header that its readers put up with
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b")
SAMPLE = 65_536
MOST_CONTROLS = 0.05  # of the bytes: text has next to none, random bytes a tenth, most binary formats more


def text_problem(content: bytes, name: str = "") -> str | None:
    """Why no reader takes the bytes, or None where one may; ``name`` settles only what a broken ZIP was."""
    if content.startswith(b"PK\x03\x04"):
        kind: str | None = documents.kind(BytesIO(content), name)
        return None if kind == documents.DOCUMENT else f"the file is {kind}, not text"
    if kind := _foreign(content):
        return f"the file is {kind}, not text"
    if content.startswith((*BINARY_DOCUMENTS, OLE)) or b"%PDF-" in content[:PDF_WITHIN]:
        return None
    return _too_many_controls(content[:SAMPLE])


def _foreign(content: bytes) -> str | None:
    """What the first bytes say it is, where that is nothing for us."""
    if content.startswith(OLE) and LOCKED_OFFICE not in content:
        return "an old office document"
    if content[:4] == b"RIFF" and content[8:12] in RIFF:
        return RIFF[content[8:12]]
    if content[4:8] == b"ftyp":
        return "audio, video or an image"
    return next((kind for mark, kind in FOREIGN.items() if content.startswith(mark)), None)


def _too_many_controls(sample: bytes) -> str | None:
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
