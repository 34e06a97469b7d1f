"""Mails as newsletters come in, and pages saved as a mail (MHTML): the text shown, no attachments."""

from __future__ import annotations

import re
from dataclasses import replace

from workers.document import Document, Stated
from workers.errors import FileError
from workers.readers import html
from workers.readers.mail_parts import Part, header, leaves, opened
from workers.readers.moments import moment
from workers.readers.rendering import lines, tree
from workers.readers.wrapping import joined
from workers.readers.written import Written, compose

LOOKED_AT = 50_000  # bytes of header
LINE = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):(?:[ \t]|$)|[ \t]")
FIRST = re.compile(rb"From |[A-Za-z][A-Za-z0-9-]{1,60}:|[ \t]")  # what the header's first line begins with
SURE = {b"message-id", b"mime-version", b"received", b"return-path", b"dkim-signature", b"snapshot-content-location"}
KNOWN = SURE | {b"from", b"to", b"subject", b"date", b"content-type", b"delivered-to", b"reply-to", b"sender"}
ANSWER = re.compile(r"(?:(?:re|fwd?|tr)\s*:\s*)+", re.I)


def score(content: bytes, filename: str, media_type: str | None) -> float:
    """A header with what only mail servers and browsers write into one."""
    names = _names(content)
    if len(names & KNOWN) >= 3 and names & SURE:
        return 0.95
    named = filename.lower().endswith((".eml", ".mht", ".mhtml")) or (media_type or "").startswith("message/rfc822")
    return 0.8 if named and names & KNOWN else 0


def read(document: Document) -> Document:
    """The lines of the HTML parts, or of the plain ones where no HTML shows any."""
    try:
        mail = opened(document.content)
        texts = [part for part in leaves(mail) if part.is_text]
        if address := header(mail, "snapshot-content-location"):
            return _saved_page(document, texts, address)
        found = compose(document, "message/rfc822", _shown(texts), _stated(mail))
    except (ValueError, LookupError, TypeError, AttributeError) as error:  # what the library makes of broken headers
        raise FileError(f"the mail is broken: {error}") from error
    if not found.decoded:
        raise FileError("the mail has no text of its own; attachments are not read")
    return found


def _names(content: bytes) -> set[bytes]:
    head = content[:LOOKED_AT].lstrip(b"\xef\xbb\xbf")
    if not FIRST.match(head):
        return set()
    found = set()
    for number, line in enumerate(head.splitlines()):
        if not line.strip():
            break
        if number == 0 and line.startswith(b"From "):  # a mailbox's mark
            continue
        if not (told := LINE.match(line)):
            return set()
        found.add((told[1] or b"").lower())
    return found


def _shown(texts: list[Part]) -> list[Written]:
    pages = [part for part in texts if part.header.get_content_subtype() == "html"]
    found = [line for part in pages for line in _page(part.text)]
    if not found:
        plain = [part for part in texts if part.header.get_content_subtype() == "plain"]
        found = [Written(line) for part in plain for line in _plain(part)]
    return found


def _page(text: str) -> list[Written]:
    return lines(tree(text.replace("\0", "").encode("utf-8", "replace"))) if text.strip() else []


def _plain(part: Part) -> list[str]:
    told = part.text.replace("\r\n", "\n").split("\n")
    if str(part.header.get_param("format", "")).lower() != "flowed":
        return joined(told)
    return _flowed(told, str(part.header.get_param("delsp", "")).lower() == "yes")


def _flowed(told: list[str], no_space: bool) -> list[str]:
    """RFC 3676: a line with a space at its end goes on in the next of the same quote depth."""
    found: list[list[str]] = []
    open_depth = -1
    for line in told:
        text = line.lstrip("> ") if line.startswith(">") else line
        depth = line[: len(line) - len(text)].count(">")
        flows = text.endswith(" ") and text != "-- "
        part = text[:-1] if flows and no_space else text
        if depth == open_depth and text != "-- ":
            found[-1].append(part)
        else:
            found.append(["> " * depth, part])
        open_depth = depth if flows else -1
    return ["".join(parts) for parts in found]


def _stated(mail: Part) -> Stated:
    title = ANSWER.sub("", header(mail, "subject"), count=1)
    return Stated(title=title or None, published=moment(header(mail, "date")))


def _saved_page(document: Document, texts: list[Part], address: str) -> Document:
    """A page saved by a browser reads as the page it was; the mail's own date is the day of saving."""
    page = next((part.text for part in texts if part.header.get_content_subtype() == "html"), "")
    hint = document.hint_source_url or address
    found = html.read(
        replace(
            document,
            content=page.encode("utf-8", "replace"),
            media_type="text/html; charset=utf-8",
            hint_source_url=hint,
        )
    )
    return replace(
        found, content=document.content, media_type="multipart/related", hint_source_url=document.hint_source_url
    )
