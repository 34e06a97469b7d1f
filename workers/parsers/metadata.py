"""What a page says of its story: title, lead, authors, section, credits, publisher, address, date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any
from urllib.parse import urlsplit

from workers.document import Document
from workers.parsers.breadcrumb import parts, place
from workers.parsers.forms import LEAD_IN
from workers.parsers.published import in_address, published
from workers.parsers.signatures import URL, Signature, signature, source
from workers.parsers.vocabulary import alternatives, domains, fold, marks

# "Theo hãng tin Reuters, ..." opens a paragraph that tells where the story comes from.
TOLD_BY = re.compile(
    rf"^Theo\s(?:(?:{alternatives('media_words')})\s)?([^,:;.]{{2,40}}?)(?:,|\sđưa tin|\sngày|\shôm|$)"
)
OPENING = 3  # paragraphs in which a story names the agency it follows


def describe(document: Document) -> dict[str, Any]:
    """The fields of the document that are read off its blocks; what the page does not say stays empty."""
    address, said = source_url(document), document.stated
    if document.kind == "other":
        when = document.hint_published or said.published or in_address(address)
        return {"source_url": address, "publisher": _domain(address) or said.publisher, "published": when}
    section, titled = place(_own_crumbs(document), _first(document, "title"))
    found = {"section": section or said.section, "source_url": address, "publisher": publisher(document, address)}
    if document.kind == "listing":
        return {**found, "published": document.hint_published or said.published}
    signed = _signatures(document)
    return {
        **found,
        "title": _stated_title(document) or _title(document) or said.title or titled,
        "lead": _first(document, "lead"),
        "byline": _people(_signers(document, signed)) or said.byline,
        "credits": _distinct(chain((name for _, one in signed for name in one.credits), _followed(document))),
        "published": said.published or published(document.blocks, document.story, address, document.hint_published),
    }


def _texts(document: Document, role: str) -> list[str]:
    return [block.text for block in document.blocks if block.role == role]


def _own_crumbs(document: Document) -> list[str]:
    """The breadcrumb lines that stand nearest over the title, or else the first ones of the page."""
    runs: list[list[str]] = [[]]
    for block in document.blocks:
        if block.role == "title" and any(runs):
            break
        if block.role == "breadcrumb":
            runs[-1].append(block.text)
        elif document.kind == "article" and block.role in {"lead", "body"}:
            break
        elif block.role != "dateline" and runs[-1]:
            runs.append([])
    found = [run for run in runs if run]
    marked = [told for run in found if (told := [text for text in run if len(parts(text)) > 1])]
    found = marked if document.kind == "article" and marked else found
    return (found[-1] if document.kind == "article" else found[0]) if found else []


def _first(document: Document, role: str) -> str | None:
    return next((block.text for block in document.blocks if block.role == role), None)


def _title(document: Document) -> str | None:
    """The first title; without the paper's name behind it where the page prints it once more without."""
    titles = _texts(document, "title")
    return next((text for text in titles[1:] if titles[0].startswith(text)), titles[0]) if titles else None


def _stated_title(document: Document) -> str | None:
    """The title that the file's metadata state too, where an author's line over it reads like one as well."""
    titles = (
        block.text
        for block, names in zip(document.blocks, document.markup, strict=False)
        if block.role == "title" and "stated_title" in names
    )
    return next(titles, None)


def source_url(document: Document) -> str | None:
    """The address printed on a source line, the last one first; else the one that came with the file, or in it."""
    for text in reversed(_texts(document, "source")):
        if found := URL.search(text):
            return found.group().rstrip(".,;")
    return document.hint_source_url or document.stated.source_url


def _domain(url: str | None) -> str | None:
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return re.sub(r"^(?:www|m|amp|mobile)\.", "", str(host)) if host else None


def publisher(document: Document, url: str | None) -> str | None:
    """The domain of the address, or of the paper whose mark stands before the lead or over the page."""
    if domain := _domain(url):
        return domain
    lead = _first(document, "lead") or ""
    marked = LEAD_IN.match(lead)
    own = [marked.group(1)] if marked else []
    own += [part for text in _texts(document, "breadcrumb") for part in re.split(r"\s?[›»>/|]\s?", text)]
    return next((domains()[key] for text in own if (key := fold(text)) in domains()), document.stated.publisher)


def _signatures(document: Document) -> list[tuple[int, Signature]]:
    """What author lines and source lines say, with their places; only author lines name authors."""
    read = {"byline": signature, "source": source}
    lines = [(number, block) for number, block in enumerate(document.blocks) if block.role in read]
    return [(number, found) for number, block in lines if (found := read[block.role](block.text))]


def _followed(document: Document) -> Iterator[str]:
    """The papers and agencies that the story says it follows."""
    opening = (block.text for block in document.blocks if block.role in {"lead", "body"})
    for text in islice(opening, OPENING + 1):
        if (told := TOLD_BY.match(text[:120])) and fold(told.group(1)) in marks():
            yield told.group(1)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each once, as it was first printed."""
    return tuple({name.lower(): name for name in reversed([*names])}.values())[::-1]


def _signers(document: Document, signatures: list[tuple[int, Signature]]) -> Iterator[str]:
    """The authors, those under the title left out where others sign at the end: aggregators print a paper there."""
    told = max((number for number, block in enumerate(document.blocks) if block.role == "body"), default=0)
    signed = [(number > told, found) for number, found in signatures]
    last = {_key(name) for below, found in signed if below for name in found.authors}
    for below, found in signed:
        if below or found.sure or not last or any(last & {_key(name), _initials(name)} for name in found.authors):
            yield from found.authors


def _key(name: str) -> str:
    return name.lower().replace(".", "")


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.lower().split())


def _people(names: Iterable[str]) -> tuple[str, ...]:
    """The authors, each once: in small letters where so printed anywhere, and without initials of one named in full."""
    printed = [*names]
    small = {name.lower(): name for name in printed if not name.isupper()}
    found = _distinct(small.get(name.lower(), name) for name in printed)
    full = {_initials(name) for name in found if " " in name}
    return tuple(name for name in found if " " in name or _key(name) not in full)
