"""Stub."""

from workers.document import Document


def tag_money(document: Document) -> Document:
    """Stub."""
    return document
