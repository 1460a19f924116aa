"""What is made of a whole record and takes long for a long text: kept while the record tells the same."""

from __future__ import annotations

import threading

import msgspec

from components.domain.correction_replay import is_check
from components.domain.ids import digest
from components.domain.once_per_record import once_per_record, take_results
from components.domain.record import Record
from components.exports.brief import Brief, brief
from components.exports.items_to_check import ReviewItem, review_items, with_done

MOST_CHARACTERS = 1_000_000  # of all the articles of which something is kept: 100 MB
MOST_OF_ONE = 2  # readings of an article: with what readers corrected, and without
_kept: list[Record] = []  # the one that was opened last stands last
_lock = threading.Lock()


def share_results(record: Record) -> None:
    """Let a record share what was computed of it when it was opened before, by whomever, if it tells the same still."""
    told = _as_told(record)
    with _lock:
        same = next((one for one in _kept if one.id == record.id and one == told), None)
        if same is not None:
            _kept.remove(same)
        _kept.append(same or told)
        of_article = [one for one in _kept if one.id == record.id]
        for older in of_article[:-MOST_OF_ONE]:
            _kept.remove(older)
        while len(_kept) > 1 and sum(len(one.text) for one in _kept) > MOST_CHARACTERS:
            del _kept[0]
    take_results(record, same or told)


def record_version(record: Record) -> str:
    """Another wherever the record tells something else: that something was found right changes nothing of it."""
    edits = [f"{c.id}{c.fits}" for c in record.corrections if not is_check(c)]
    return digest(
        record.id,
        repr(record.pipeline),
        record.title,
        str(record.outlet),
        record.genre,
        str(record.date),
        *edits,
        length=20,
    )


def review_of(record: Record) -> list[ReviewItem]:
    """The review queue, with who has done what of it."""
    return with_done(record, _items(record))


@once_per_record
def brief_of(record: Record, actor_id: str | None) -> Brief:
    """The brief of a whole record, or of one of its actors."""
    return brief(record, actor_id)


@once_per_record
def _items(record: Record) -> tuple[ReviewItem, ...]:
    return tuple(review_items(record))


def _as_told(record: Record) -> Record:
    """The record without the edits that say that something is right: they change nothing of what it tells."""
    return msgspec.structs.replace(record, corrections=tuple(c for c in record.corrections if not is_check(c)))
