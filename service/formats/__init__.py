"""An article in the shapes that other software reads: from what the wire shows to an object or a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from service.formats import jsonld, markdown, ninjs, plain


@dataclass(frozen=True, slots=True)
class Format:
    """A media type, and what turns an article as the wire shows it into an object or a text of that type."""

    content_type: str
    write: Callable[[dict[str, Any]], dict[str, Any] | str]


FORMATS = {
    "ninjs": Format("application/json", ninjs.write),
    "jsonld": Format("application/ld+json", jsonld.write),
    "markdown": Format("text/markdown; charset=utf-8", markdown.write),
    "text": Format("text/plain; charset=utf-8", plain.write),
}
