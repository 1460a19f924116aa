"""Every mark of the chosen layers as a list in the order of the text, under the paragraph it stands in."""

from __future__ import annotations

import bisect
from collections.abc import Collection
from itertools import groupby

from components.domain.record import Record
from components.domain.single_line_text import plain_line
from components.domain.text_outline import paragraph_spans
from components.exports.list_rows import ListGroup, ListRow
from components.exports.mark_evidence import kind_words
from components.exports.marked_text_blocks import shown_marks


def text_rows(record: Record, layers: Collection[str], *, actor: str | None = None) -> list[ListGroup]:
    """The marks of the layers, a group a paragraph ("¶ 2"); ``actor``: only what concerns that actor."""
    ends = [end for _, end in paragraph_spans(record.text)]
    found = []
    for mark in shown_marks(record, layers, actor):
        number = 1 + bisect.bisect_right(ends, mark.start)
        words = plain_line(record.text[mark.start : mark.end])
        found.append((number, ListRow(id=mark.id, label=words, facts=(kind_words(record, mark),), quoted=True)))
    return [
        ListGroup(f"¶ {number}", True, tuple(row for _, row in rows)) for number, rows in groupby(found, lambda f: f[0])
    ]
