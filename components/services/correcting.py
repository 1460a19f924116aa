"""What a reader corrects in a record: kept beside it, so that it survives a new reading of the article."""

from __future__ import annotations

import datetime as dt

import msgspec

from components.domain.corrections import Days, dates_of
from components.domain.errors import NotFound
from components.domain.ids import digest
from components.domain.record import Correction
from components.services.clock import now
from components.store import queries
from components.store.engine import Store

READER = "owner"  # by whom, until visitors have names


def put_on_date(store: Store, article_id: str, event_id: str, earliest: dt.date | None, latest: dt.date | None) -> None:
    """Put an event on a day or from a first to a last day; None leaves an end open.

    Raises NotFound where the article or the event is gone, ValueError where no day is given or the last comes first.
    """
    if earliest is None and latest is None:
        raise ValueError("Give at least one day.")
    if earliest and latest and latest < earliest:
        raise ValueError("The last day comes before the first.")
    with store.writing() as connection:
        record = queries.get_record(connection, article_id)
        event = next((e for e in record.events if e.id == event_id), None) if record else None
        if event is None:
            raise NotFound("This event is no longer in the reading of the article.")
        what, at = dates_of(event_id), now()
        after = Days(earliest.isoformat() if earliest else None, latest.isoformat() if latest else None)
        made = Correction(
            id=digest(article_id, what, at),
            at=at,
            by=READER,
            what=what,
            before=msgspec.Raw(msgspec.json.encode(Days(event.earliest, event.latest))),
            after=msgspec.Raw(msgspec.json.encode(after)),
        )
        queries.put_correction(connection, article_id, made)


def take_back_date(store: Store, article_id: str, event_id: str) -> None:
    """Give an event back the date that the machine read; raises NotFound where no reader had set one."""
    with store.writing() as connection:
        if not queries.take_back(connection, article_id, dates_of(event_id)):
            raise NotFound("No reader's date is kept for this event.")
