"""What the browser draws of a mark's card, and the words that it lights in the article."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from components.domain.clickable_marks import Mark
from components.domain.record import Correction, Quote, Record
from components.exports.mark_evidence import (
    checked_words,
    heading_words,
    highlights,
    kind_words,
    passage,
    retellings,
    why_lines,
)
from components.exports.newsroom_words import citation


def card_data(
    record: Record,
    mark: Mark,
    colours: Mapping[str, str],
    *,
    corrected: Collection[str],
    checked: Mapping[str, Correction],
) -> dict[str, Any]:
    """Its words, and spans of characters of the text (end-exclusive): ``passage``, ``spans`` and ``told`` again.

    ``corrected`` are the ids of what readers corrected, ``checked`` the edits that say that a mark is right.
    """
    return {
        "kind": kind_words(record, mark) + (" · corrected by a reader" if mark.id in corrected else ""),
        "heading": heading_words(record, mark),
        "lines": why_lines(record, mark),
        "checked": checked_words(checked[mark.id]) if mark.id in checked else "",
        "citation": citation(record, mark.item) if isinstance(mark.item, Quote) else "",
        "passage": list(passage(record, mark)),
        "spans": [list(h) for h in highlights(record, mark, colours)],
        "told": [list(span) for span in retellings(mark)],
    }
