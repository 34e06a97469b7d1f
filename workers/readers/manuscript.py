"""What word processors' files have in common: styles' names, rows of tables, properties that programs fill in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from workers.lexicons import words
from workers.readers.written import Written

LINES = 200_000  # lines that are read; the parser takes the first few thousand for the page
CHAIN = 10  # styles a style may follow; programs make three or four
STYLE = re.compile(
    r"(?P<h1>title|heading ?1)|(?P<h2>heading ?\d*)|(?P<p>subtitle)|"
    r"(?P<figcaption>caption|illustration|figure|drawing)|"
    r"(?P<li>(?:list|numbering) (?!paragraph|contents|heading).*)|"
    r"(?P<site>(?:toc|contents) .*|header.*|footer.*)",
    re.IGNORECASE,
)
FILE_NAME = re.compile(r"\S\.(?:docx?|docm|odt|rtf|txt|pdf|html?|epub|wps)$", re.IGNORECASE)
PROGRAM = re.compile(r"^microsoft word - |^(?:https?://|www\.)\S*$", re.IGNORECASE)
LONGEST_NAME = 8  # words


@dataclass(frozen=True, slots=True)
class Tags:
    """Names of a format's elements; where ``texts`` is empty the text of any element is shown."""

    paragraphs: frozenset[str]
    row: str
    cell: str
    left_out: frozenset[str]
    signs: dict[str, str]  # elements that stand for a character
    texts: frozenset[str] = frozenset()


@dataclass(slots=True)
class Sheet:
    """Lines in reading order; a row of a table is one line, unless one cell holds all of it."""

    lines: list[Written] = field(default_factory=list)
    rows: list[list[list[Written]]] = field(default_factory=list)  # open rows, their cells, the lines in these

    @property
    def full(self) -> bool:
        """Whether no more is to be read."""
        return len(self.lines) >= LINES

    def add(self, text: str, *markup: str) -> None:
        """A paragraph; breaks within it divide lines."""
        into = self.rows[-1][-1] if self.rows and self.rows[-1] else self.lines
        into += (Written(line, markup) for line in text.split("\n") if line.strip())

    def open_row(self) -> None:
        """What is added next is the row's."""
        self.rows.append([])

    def open_cell(self) -> None:
        """What is added next is the cell's."""
        if self.rows:
            self.rows[-1].append([])

    def close_row(self) -> None:
        """The row becomes lines of the page, or of the cell it stands in."""
        cells = [cell for cell in self.rows.pop() if cell]
        into = self.rows[-1][-1] if self.rows and self.rows[-1] else self.lines
        if len(cells) > 1:
            into.append(Written(" | ".join(" ".join(line.text for line in cell) for cell in cells)))
        else:
            into += (line for cell in cells for line in cell)


def lines(body: etree._Element, tags: Tags, markup: Callable[[etree._Element], str]) -> list[Written]:
    """The lines of a document's body in reading order; a text box stands before the paragraph that it hangs on."""
    sheet, open_texts = Sheet(), [[""]]
    walk = etree.iterwalk(body, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in tags.left_out:
                walk.skip_subtree()
                continue
            _start(tag, tags, sheet, open_texts)
            if not tags.texts or tag in tags.texts:
                open_texts[-1].append(_flat(element.text))
            continue
        if tag in tags.paragraphs:
            if (text := "".join(open_texts.pop())).strip():
                sheet.add(text, markup(element))
            if sheet.full:
                break
        elif tag == tags.row:
            sheet.close_row()
        open_texts[-1].append(_flat(element.tail))
    return sheet.lines[:LINES]


def _start(tag: str, tags: Tags, sheet: Sheet, open_texts: list[list[str]]) -> None:
    if tag in tags.paragraphs:
        open_texts.append([])
    elif tag in tags.signs:
        open_texts[-1].append(tags.signs[tag])
    elif tag == tags.row:
        sheet.open_row()
    elif tag == tags.cell:
        sheet.open_cell()


def _flat(text: str | None) -> str:
    """Line ends in the XML are spaces: breaks that are shown have elements of their own."""
    return (text or "").replace("\n", " ")


def meaning(style: str, styles: dict[str, tuple[str, str]]) -> str | None:
    """What a style says of its paragraphs, or one that it follows; ``styles`` has printed name and parent by name."""
    for _ in range(CHAIN):
        printed, parent = styles.get(style, (style, ""))
        if said := STYLE.fullmatch(printed):
            return said.lastgroup
        if not parent:
            break
        style = parent
    return None


def title(stated: str | None) -> str | None:
    """A title as a person wrote it; None for ``Document1``, for file names and addresses."""
    text = " ".join((stated or "").split())
    bare = text.lower().rstrip("0123456789 ()-_.")
    made = not bare or FILE_NAME.search(text) or PROGRAM.match(text) or bare in words("reading/program_titles.txt")
    return None if made else text


def authors(*stated: str | None) -> tuple[str, ...]:
    """Names of people; those of one word are left out, for they are mostly of computers."""
    given = [" ".join(part.split()) for text in stated for part in re.split("[;,&]", text or "")]
    return tuple(dict.fromkeys(name for name in given if _is_a_person(name)))


def _is_a_person(name: str) -> bool:
    parts = re.sub(r"[.'’-]", " ", name).split()
    named = 2 <= len(parts) <= LONGEST_NAME and all(part.isalpha() for part in parts)
    return named and not is_made_up(name)


def is_made_up(name: str) -> bool:
    """Whether a name of an author or a publisher is one that programs fill in."""
    return name.lower() in words("reading/program_names.txt")
