"""What is made of a whole record and takes long for a long text: kept until the record is another."""

from __future__ import annotations

import streamlit as st

from components.domain.correction_replay import is_check
from components.domain.ids import digest
from components.domain.record import Record
from components.exports.brief import Brief, brief
from components.exports.items_to_check import ReviewItem, review_items, with_done


def review_of(record: Record) -> list[ReviewItem]:
    """The review queue, with who has done what of it."""
    return with_done(record, _items(record_version(record), record))


def brief_of(record: Record, actor_id: str | None) -> Brief:
    """The brief of a whole record, or of one of its actors."""
    return _brief(record_version(record), actor_id, record)


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


@st.cache_data(max_entries=100, show_spinner=False)
def _items(version: str, _record: Record) -> list[ReviewItem]:
    return review_items(_record)


@st.cache_data(max_entries=100, show_spinner=False)
def _brief(version: str, actor_id: str | None, _record: Record) -> Brief:
    return brief(_record, actor_id)
