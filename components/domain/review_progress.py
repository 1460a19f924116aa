"""How far a record's review has come: what readers found right or corrected, and who did it when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import msgspec

from components.domain.correction_checks import path_parts
from components.domain.correction_marks import still_as_checked
from components.domain.correction_replay import is_check
from components.domain.mention_moves import NoLongerFits
from components.domain.record import Correction, Record
from components.domain.record_draft import RecordDraft
from components.domain.review_queue import first_mention, rank_items


class Checkable(Protocol):
    """What is used of an item of the queue."""

    @property
    def mark(self) -> str:
        """The id of its mark."""

    @property
    def names_person(self) -> bool:
        """Whether a person is named in it."""


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How many items are done of all, and of those that name a person.

    ``by`` are those who did the latter, in the order in which they first did one; ``first`` and ``last`` are when (ISO,
    UTC) the first and the last of them was done. ``checked``: at least one was found right, not corrected.
    """

    done: int
    total: int
    people_done: int
    people_total: int
    by: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    checked: bool = False


def checked_marks(record: Record) -> dict[str, Correction]:
    """The marks that readers found right, and that still tell the same, with the last edit that says so."""
    draft = RecordDraft(record)
    return {path_parts(e.what)[1]: e for e in record.corrections if is_check(e) and _holds(draft, e)}


def _holds(draft: RecordDraft, check: Correction) -> bool:
    """Whether a mark still tells what was checked, after the corrections that came later too."""
    try:
        still_as_checked(draft, path_parts(check.what)[1], check)
    except NoLongerFits:
        return False
    return check.fits


def done_items(record: Record, items: Iterable[Checkable]) -> dict[str, Correction]:
    """The marks of those items that are done, found right or corrected, with the last edit that did it."""
    by_mark = _edits_by_mark(record)
    return {item.mark: by_mark[item.mark] for item in items if item.mark in by_mark}


def review_progress(record: Record, items: Sequence[Checkable] | None = None) -> Progress:
    """How far the review has come; ``items`` are ``rank_items(record)`` where they are known already."""
    ranked: Sequence[Checkable] = rank_items(record) if items is None else items
    done = done_items(record, ranked)
    people = [item.mark for item in ranked if item.names_person]
    # What a correction took away, or made sure, is no item any more; it was worked off all the same, as one that may
    # have named a person.
    marks = {item.mark for item in ranked}
    gone = [edit for mark, edit in _edits_by_mark(record).items() if mark not in marks and not is_check(edit)]
    edits = sorted((*(done[mark] for mark in people if mark in done), *gone), key=lambda e: e.at)
    return Progress(
        done=len(done) + len(gone),
        total=len(ranked) + len(gone),
        people_done=len(edits),
        people_total=len(people) + len(gone),
        by=tuple(dict.fromkeys(e.by for e in edits)),
        first=edits[0].at if edits else None,
        last=edits[-1].at if edits else None,
        checked=any(is_check(e) for e in edits),
    )


def _edits_by_mark(record: Record) -> dict[str, Correction]:
    """The last edit that fits by the mark that it settles; what is of an actor settles its first mention."""
    first = {a.id: f"m-{m.start}-{m.end}" for a in record.actors if (m := first_mention(a))}
    checks, found = checked_marks(record), dict[str, Correction]()
    for edit in record.corrections:
        if not edit.fits or edit.what.startswith("article/"):
            continue
        things, identity, field = path_parts(edit.what)
        if is_check(edit):
            if identity in checks:
                found[identity] = edit
        elif things == "actors":
            actor = msgspec.json.decode(edit.after, type=str) if field == "into" else identity
            found[first.get(actor, actor)] = edit
        else:
            found[f"m-{identity}" if things == "mentions" else identity] = edit
    return found
