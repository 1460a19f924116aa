"""Whether an edit could have been made by hand, whoever wrote it down: of what, from what, to what, and when."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import msgspec

from components.domain.article import DETAILS, tidy_detail
from components.domain.correction_effects import effect_of, span_of
from components.domain.correction_values import (
    LONGEST_BY,
    LONGEST_SUMMARY,
    LONGEST_WHAT,
    SIDE_BYTES,
    plain_value,
)
from components.domain.ids import ADDED
from components.domain.mention_moves import NoLongerFits
from components.domain.record import Correction
from components.domain.single_line_text import plain_line

FIRST = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)  # before Dateline was
AHEAD = dt.timedelta(days=1)  # by which another computer's clock may be fast
_ID = re.compile(r"[A-Za-z0-9_.-]{1,140}")


def path_parts(what: str) -> tuple[str, str, str]:
    """The three parts of an edit's path; raises NoLongerFits where it is none."""
    parsed = what.split("/") if len(what) <= LONGEST_WHAT else []
    if len(parsed) == 2 and parsed[0] == "article":
        return "article", "", parsed[1]
    if len(parsed) != 3 or not _ID.fullmatch(parsed[1]) or (parsed[2] == "added" and not parsed[1].startswith(ADDED)):
        raise NoLongerFits(f"“{what[:40]}” is no correction")
    return parsed[0], parsed[1], parsed[2]


def decode_value(edit: Correction) -> Any:
    """The value that an edit gives, in the type of its field and as it is kept; raises NoLongerFits."""
    things, identity, field = path_parts(edit.what)
    kind = (str | None) if things == "article" else effect_of(things, field)[0]
    value = _decoded(edit.after, kind)
    try:
        if things == "article":
            return tidy_detail(field, value)
        if things == "mentions":
            span_of(identity)
        if field == "into" and value == identity:
            raise ValueError("an actor can't be merged with itself")
        return plain_value(field, value)
    except ValueError as error:
        raise NoLongerFits(str(error)) from error


def is_readable(edit: Correction) -> bool:
    """Whether an edit says something that can be done, whether or not it still fits."""
    try:
        decode_value(edit)
    except NoLongerFits:
        return False
    return True


def check_edit(edit: Correction, now: dt.datetime) -> Correction:
    """The edit as it is kept when it is made by hand; raises NoLongerFits where it never could have been.

    ``now`` is the present, in UTC; ``at`` becomes that of the library's own edits: UTC, to the microsecond.
    """
    value = decode_value(edit)
    try:
        at = dt.datetime.fromisoformat(edit.at)
        if at.tzinfo is None or not FIRST <= at.astimezone(dt.UTC) <= now + AHEAD:
            raise ValueError("no correction was made then")
    except (ValueError, OverflowError) as error:
        raise NoLongerFits(f"“{edit.at[:40]}” is no time at which it can have been made") from error
    return msgspec.structs.replace(
        edit,
        at=at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        by=plain_line(edit.by, LONGEST_BY) or "a reader",
        before=_before(edit),
        after=msgspec.Raw(msgspec.json.encode(value)),
        fits=True,
    )


def known_time(at: str) -> dt.datetime | None:
    """When an edit was made, in UTC; None where what is stored is no time."""
    try:
        parsed = dt.datetime.fromisoformat(at)
        return parsed.replace(tzinfo=dt.UTC) if parsed.tzinfo is None else parsed.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None


def _before(edit: Correction) -> msgspec.Raw:
    """What a field held before: never used again, but shown."""
    things, _, field = path_parts(edit.what)
    kind: Any = str
    if field in {"added", "split", "into"}:
        kind = None
    elif things not in {"article", "mentions", "marks"} and field != "removed":
        kind = effect_of(things, field)[0]
    value = _decoded(edit.before, None if kind is None else kind | None)
    if isinstance(value, str):
        value = plain_line(value, DETAILS.get(field, LONGEST_SUMMARY) if things == "article" else LONGEST_SUMMARY)
    return msgspec.Raw(msgspec.json.encode(value))


def _decoded(side: msgspec.Raw, kind: Any) -> Any:
    if len(bytes(side)) > SIDE_BYTES:
        raise NoLongerFits(f"it holds over {SIDE_BYTES // 1024:,} KB")
    try:
        return msgspec.json.decode(side, type=kind)
    except (ValueError, RecursionError) as error:  # msgspec's own errors are ValueErrors
        raise NoLongerFits(str(error) or "it can't be read") from error
