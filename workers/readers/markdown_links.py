"""The addresses of Markdown links: nobody reads them here, and programs print them as the standard would not."""

from __future__ import annotations

import re

# Saved pages have spaces in the names of their pictures; titles are printed with the quotation marks they hold.
# All lengths are bounded, so that a line of brackets takes no longer than one of words.
INNER = r"(?:\([^\s()]{0,500}\)[^\s()]{0,2000}){0,9}"
SPACED = r"[^()\n]{0,2000}?(?:\([^()\n]{0,500}\)[^()\n]{0,2000}?){0,9}"
ADDRESS = re.compile(
    rf"""\]\([ \t]{{0,9}}
    (?: <[^<>\n]{{0,2000}}> | [^\s()]{{0,2000}}{INNER} | (?=[^\s()]{{0,500}}[/:\#.]){SPACED} )
    (?:[ \t]{{1,9}} (?:"[^\n]{{0,1000}}?" | '[^\n]{{0,1000}}?') )?
    [ \t]{{0,9}}\)""",
    re.X,
)


def unaddressed(text: str) -> str:
    """The text with a mere mark where each link's address and title stood."""
    return ADDRESS.sub("](#)", text)
