"""The review queue in words: what is to be checked, why, and the question that a reader answers about it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

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
    return with_done(record, review_items(record))


def review_items(record: Record) -> list[ReviewItem]:
    """The queue without who has done what of it: the same however much was found right."""
    words = ReviewWords(record)
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
        )
        for item in rank_items(record)
    ]


def with_done(record: Record, items: Sequence[ReviewItem]) -> list[ReviewItem]:
    """The items with who found each right, or corrected it."""
    done = done_items(record, items)
    return [msgspec.structs.replace(i, done_by=done[i.mark].by) if i.mark in done else i for i in items]


def items_to_check(record: Record) -> list[ReviewItem]:
    """What is still to be checked, the riskiest first."""
    return [item for item in review_queue(record) if item.done_by is None]
