"""Page text in, story text out: Tintag's way, and what others do to pages of which only text is left."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from html import escape
from itertools import accumulate

import justext
import trafilatura

from tests.bench.pages import STORY
from workers.document import Document
from workers.pipeline import STEPS, run

Rule = Callable[[str], str]
ENDS = (".", "!", "?", '"', "”", "…")  # C4's terminal punctuation, with the marks Vietnamese papers close a quote with
BANNED = ("javascript", "lorem ipsum", "{")
FEWEST = 5  # words of a line that C4 keeps
EVEN = 10  # words of a line that neither adds to a segment nor takes from it: menus and headlines have fewer


def tintag(text: str) -> str:
    """The lines that the parser calls lead, body or subhead."""
    document = run(Document(content=text.encode(), filename="page.txt"), steps=STEPS[:2])
    return "\n".join(block.text for block in document.blocks if block.role in STORY)


def nothing(text: str) -> str:
    """No cleaning at all."""
    return text


def c4(text: str) -> str:
    """The line rule of C4: long enough, ending like a sentence, none of the words of scripts and templates."""
    return "\n".join(filter(_is_kept, text.split("\n")))


def segment(text: str) -> str:
    """The run of lines with the greatest sum, long lines adding and short ones taking away; then the rule of C4."""
    lines = text.split("\n")
    sums = [0, *accumulate(len(line.split()) - EVEN for line in lines if line.strip())]
    start = first = last = 0
    for end, total in enumerate(sums):
        if total < sums[start]:
            start = end
        if total - sums[start] > sums[last] - sums[first]:
            first, last = start, end
    return c4("\n".join([line for line in lines if line.strip()][first:last]))


def justext_lines(text: str) -> str:
    """jusText with its Vietnamese stop list, each line a paragraph."""
    paragraphs = justext.justext(_html(text), _stop_list())
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


def trafilatura_lines(text: str) -> str:
    """Trafilatura, each line a paragraph."""
    return trafilatura.extract(_html(text)) or ""


RULES: dict[str, Rule] = {
    "Tintag (read, parse)": tintag,
    "no cleaning": nothing,
    "C4 lines": c4,
    "best segment, C4 lines": segment,
    "jusText": justext_lines,
    "trafilatura": trafilatura_lines,
}


def _is_kept(line: str) -> bool:
    line = line.strip()
    return line.endswith(ENDS) and len(line.split()) >= FEWEST and not any(word in line.lower() for word in BANNED)


def _html(text: str) -> str:
    lines = "".join(f"<p>{escape(line)}</p>\n" for line in text.split("\n") if line.strip())
    return f"<html><body>\n{lines}</body></html>"


@cache
def _stop_list() -> frozenset[str]:
    return justext.get_stoplist("Vietnamese")
