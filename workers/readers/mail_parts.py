"""The parts of a mail, or of a page saved as one (MHTML), found without recursion and with bounds on all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser

from workers.errors import FileError
from workers.readers.decoding import decode

DEEPEST = 10  # multiparts within each other; newsletters have three
MOST = 1_000  # parts; a page saved with its pictures has some hundreds
HEADER = 100_000  # bytes; mails that went through many servers have 30,000
PART_HEADER = 5_000  # bytes of a part's header; the library takes quadratic time over parameters
BLANK = re.compile(rb"^\r?\n|\n\r?\n")


@dataclass(frozen=True, slots=True)
class Part:
    """A header and the bytes below it."""

    header: Message
    body: bytes

    @property
    def text(self) -> str:
        """The body with its transfer encoding and its charset undone."""
        self.header.set_payload(self.body.decode("ascii", "surrogateescape"))
        content = self.header.get_payload(decode=True)
        charset = self.header.get_content_charset()
        return decode(content if isinstance(content, bytes) else b"", charset and f"charset={charset}")[0]

    @property
    def is_text(self) -> bool:
        """Whether the part is meant to be read in place."""
        attached = self.header.get_content_disposition() == "attachment" or self.header.get_filename()
        return self.header.get_content_maintype() == "text" and not attached


def opened(content: bytes, longest: int = HEADER) -> Part:
    """The header of a mail or a part, as much of it as is looked at, and its body."""
    end = BLANK.search(content)
    at, below = (end.start(), end.end()) if end else (len(content), len(content))
    return Part(BytesHeaderParser().parsebytes(content[: min(at, longest)]), content[below:])


def leaves(mail: Part) -> Iterator[Part]:
    """The parts that hold no others, in order; ``FileError`` where multiparts are nested too deep."""
    waiting, met = [(mail, 0)], 0
    while waiting and met < MOST:
        part, depth = waiting.pop()
        met += 1
        if part.header.get_content_maintype() != "multipart":
            yield part
            continue
        if depth == DEEPEST:
            raise FileError(f"the mail has parts nested more than {DEEPEST} deep")
        # The root of what belongs together comes first; what else it holds are pictures, styles and frames.
        most = 1 if part.header.get_content_subtype() == "related" else MOST - met
        waiting += [(child, depth + 1) for child in reversed(list(_children(part, most)))]


def header(mail: Part, name: str) -> str:
    """A header's text, encoded words undone; empty where there is none."""
    value = next((value for key, value in mail.header.raw_items() if key.lower() == name), "")
    text = " ".join(decode(str(value).encode("utf-8", "surrogateescape"))[0].split()) if value else ""
    try:
        words = decode_header(text)
    except (HeaderParseError, ValueError):
        words = [(text, None)]
    told = (
        decode(word, charset and f"charset={charset}")[0] if isinstance(word, bytes) else word
        for word, charset in words
    )
    return " ".join("".join(told).split())


def _children(part: Part, most: int) -> Iterator[Part]:
    boundary = part.header.get_boundary()
    if not boundary:
        return
    mark = re.compile(
        rb"^--" + re.escape(boundary.encode("utf-8", "surrogateescape")) + rb"(--)?[ \t]*(?:\r?\n|\Z)", re.M
    )
    start = None
    for found in mark.finditer(part.body):
        if start is not None:
            yield opened(part.body[start : found.start()], PART_HEADER)
            most -= 1
        start = found.end()
        if found[1] or not most:
            return
    if start is not None:
        yield opened(part.body[start:], PART_HEADER)
