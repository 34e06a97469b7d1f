"""The frozen values that travel through the pipeline, from bytes to a tagged article.

Every ``start``/``end`` is a code point offset into ``Document.decoded`` (the file's text in NFC, lines divided
by ``\\n``), end exclusive; ``decoded[start:end] == text`` holds for blocks, mentions, dates, money and quotes.
"""

from __future__ import annotations

from dataclasses import dataclass

CONTENT_ROLES = frozenset({"title", "lead", "body", "subhead", "caption"})
TEASER_ROLES = frozenset({"teaser_title", "teaser_text"})
ROLES = CONTENT_ROLES | TEASER_ROLES | {"byline", "source", "dateline", "breadcrumb", "block_heading", "noise"}
KINDS = ("article", "listing", "other")
ENTITY_TYPES = ("person", "organization", "location", "product", "event")


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the file (white space at its ends left out) with its one role."""

    role: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Teaser:
    """A headline and/or blurb that points at another story, and the heading it stood under."""

    title: str | None
    text: str | None
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organization, location, product or event; ``salience`` and ``confidence`` lie in 0..1."""

    id: str
    name: str
    type: str
    mentions: tuple[Mention, ...]
    description: str | None = None
    salience: float = 0.0
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Topic:
    """An IPTC Media Topic: ``code`` as ``medtop:16000000``, ``score`` in 0..1."""

    code: str
    name: str
    score: float
    broader_top: str


@dataclass(frozen=True, slots=True)
class Keyword:
    """A phrase the story would be filed under."""

    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Date:
    """A date as printed; ``iso`` is YYYY, YYYY-MM or YYYY-MM-DD, or None where the story does not settle it."""

    text: str
    iso: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Money:
    """A sum as printed; ``amount`` in units (not millions), ``currency`` in ISO 4217."""

    text: str
    amount: float
    currency: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """Words said, without their quote marks, and who said them where the story tells."""

    text: str
    speaker: str | None
    entity_id: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file's own metadata say of its story, beside the lines that a reader of the page sees."""

    title: str | None = None
    lead: str | None = None
    byline: tuple[str, ...] = ()
    section: str | None = None
    publisher: str | None = None
    source_url: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file on its way: what came in, what the reader decoded, what the parser and the taggers found."""

    content: bytes
    filename: str = ""
    media_type: str | None = None
    hint_source_url: str | None = None
    hint_published: str | None = None

    decoded: str = ""
    language: str | None = None
    warnings: tuple[str, ...] = ()
    markup: tuple[tuple[str, ...], ...] = ()  # what markup says of each non-blank line, where the file has any
    stated: Stated = Stated()

    kind: str = "other"
    title: str | None = None
    lead: str | None = None
    byline: tuple[str, ...] = ()
    section: str | None = None
    credits: tuple[str, ...] = ()
    publisher: str | None = None
    source_url: str | None = None
    published: str | None = None
    blocks: tuple[Block, ...] = ()
    teasers: tuple[Teaser, ...] = ()

    entities: tuple[Entity, ...] = ()
    topics: tuple[Topic, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    dates: tuple[Date, ...] = ()
    money: tuple[Money, ...] = ()
    quotes: tuple[Quote, ...] = ()

    @property
    def story(self) -> tuple[Block, ...]:
        """The blocks that tags are read from: the story's own, or a listing's teasers; none for ``other``."""
        roles = {"article": CONTENT_ROLES, "listing": TEASER_ROLES}.get(self.kind, frozenset())
        return tuple(block for block in self.blocks if block.role in roles)

    @property
    def text(self) -> str:
        """Lead, body and subheads divided by a blank line; empty unless the file is an article."""
        told = (block.text for block in self.story if block.role in {"lead", "body", "subhead"})
        return "\n\n".join(told) if self.kind == "article" else ""
