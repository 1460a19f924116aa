"""What the articles of a collection say together, between its head and its list."""

from __future__ import annotations


def draw_sections(collection_id: str) -> None:
    """Draw it for the articles that the visitor may read (``visitor_library().members``); nothing yet."""
    del collection_id
