"""The review queue in words: what is to be checked, why, and the question that a reader answers about it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pandas as pd

from components.domain.record import Record
from components.domain.review_progress import done_items
from components.domain.review_queue import ReviewKind, rank_items
from components.exports.review_words import ReviewWords


class ReviewItem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to check: its mark, and where its words stand.

    ``why`` is what is to be checked, in short; ``question`` asks what the record tells, so that "right" is a yes.
    ``actors`` are the ids of those it concerns, ``risk`` the chance that it is wrong times the harm. ``done_by`` is who
    found it right or corrected it. The words hold the article's own: they never stand in Markdown or in HTML.
    """

    mark: str
    kind: ReviewKind
    why: str
    question: str
    actors: tuple[str, ...]
    names_person: bool
    risk: float
    start: int
    end: int
    done_by: str | None = None


def review_queue(record: Record) -> list[ReviewItem]:
    """Everything that the record tells and that may be wrong, one item a mark, the riskiest first; done ones too."""
    words, ranked = ReviewWords(record), rank_items(record)
    done = done_items(record, ranked)
    return [
        ReviewItem(
            mark=item.mark,
            kind=item.kind,
            why=words.why(item),
            question=words.question(item),
            actors=item.actors,
            names_person=item.names_person,
            risk=item.risk,
            start=item.start,
            end=item.end,
            done_by=done[item.mark].by if item.mark in done else None,
        )
        for item in ranked
    ]


def items_to_check(record: Record) -> list[ReviewItem]:
    """What is still to be checked, the riskiest first."""
    return [item for item in review_queue(record) if item.done_by is None]


def checks_table(record: Record, items: Sequence[ReviewItem]) -> pd.DataFrame:
    """The items as a table; its first column is the mark's id."""
    rows = [[c.mark, c.why, " ".join(record.text[c.start : c.end].split())] for c in items]
    return pd.DataFrame(rows, columns=["id", "Check", "Words"])
