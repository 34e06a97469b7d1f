"""Bytes to text: every reader fills ``decoded``, ``media_type``, ``language`` and ``warnings``."""

import unicodedata
from dataclasses import replace

from workers.document import Document


def read(document: Document) -> Document:
    """Decode the file."""
    text = unicodedata.normalize("NFC", document.content.decode("utf-8", "replace").replace("\r\n", "\n"))
    return replace(document, decoded=text, media_type="text/plain", language="vi")
