"""Puts readers' corrections on a record; what the machine found stays stored as it was."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from components.domain.record import Correction, Event, Record


class Days(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """First and last day of an event as a reader puts them (ISO); null leaves that end open."""

    earliest: str | None = None
    latest: str | None = None


def dates_of(event_id: str) -> str:
    """What a correction of an event's date is filed under."""
    return f"events/{event_id}/date"


def corrected(record: Record, corrections: Sequence[Correction]) -> Record:
    """The record with the corrections in effect; one of something that this reading no longer holds is only listed."""
    given = {c.what: c for c in corrections}
    events = tuple(
        _dated(e, msgspec.json.decode(c.after, type=Days)) if (c := given.get(dates_of(e.id))) and c.after else e
        for e in record.events
    )
    return msgspec.structs.replace(record, events=events, corrections=tuple(corrections))


def by_reader(record: Record, event: Event) -> bool:
    """Whether a reader put the event on its date."""
    return any(c.what == dates_of(event.id) for c in record.corrections)


def _dated(event: Event, days: Days) -> Event:
    one_day = days.earliest == days.latest
    return msgspec.structs.replace(
        event,
        earliest=days.earliest,
        latest=days.latest,
        precision=None if not (days.earliest or days.latest) else "day" if one_day else "range",
        timex=None,
        rule=f"the date was set by a reader; {event.rule}",
        confidence=1.0,
    )
