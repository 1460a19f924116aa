"""Events of the brief: what happened last and what comes next, in the article's own words, or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from components.domain.date_words import full_when_words
from components.domain.event_dates import day
from components.domain.record import WRITER, Event, Record
from components.domain.single_line_text import plain_line
from components.domain.spans import Span
from components.exports.actor_phrases import listed, name_of
from components.exports.event_sentences import event_words
from components.exports.newsroom_words import source_words

LONGEST = 400  # days a date may span and still say when


class WhenRow(msgspec.Struct, frozen=True, kw_only=True):
    """An event: ``label`` is "Last", "Earlier", "Next" or "Later"; ``status`` the words for what is no plain fact.

    "Last" and "Next" are said only where no event that is dated stands nearer to the article's day.
    """

    label: str
    when: str
    status: str
    words: str
    mark: str

    @property
    def sentence(self) -> str:
        """The row in a line: "Next, 9 March 2026 (planned): The trial will begin."."""
        note = f" ({self.status})" if self.status else ""
        return f"{self.label}, {self.when}{note}: {self.words}"


def when_rows(record: Record, events: Sequence[Event]) -> tuple[WhenRow, ...]:
    """The last and the next dated event that can be told, of these."""
    article = day(record.date)
    dated = [e for e in events if e.kind != "reporting" and _bounds(e) is not None]
    past = sorted((e for e in dated if _is_past(e, article)), key=_latest_first)
    ahead = sorted((e for e in dated if _is_ahead(e, article)), key=lambda e: (e.earliest, e.latest, _told(e)))
    return (*_first_told(record, past, ("Last", "Earlier")), *_first_told(record, ahead, ("Next", "Later")))


def _first_told(record: Record, events: Sequence[Event], labels: tuple[str, str]) -> tuple[WhenRow, ...]:
    for event in events:
        if words := event_words(record, event):
            nearest = (event.earliest, event.latest) == (events[0].earliest, events[0].latest)
            nearest = nearest and not _has_date_between(record, event)
            return (
                WhenRow(
                    label=labels[0] if nearest else labels[1], when=full_when_words(record, event),
                    status=_status(record, event), words=words, mark=event.id,
                ),
            )  # fmt: skip
    return ()


def _has_date_between(record: Record, event: Event) -> bool:
    """Whether the text names a day between the event and the article's day, on which something else may have been."""
    found, article = _bounds(event), day(record.date)
    if found is None or article is None:
        return False
    days = [day(t.earliest) for t in record.timexes if t.earliest and (t.earliest[:10], t.type) == (t.latest, "DATE")]
    days += [day(e.earliest) for e in record.events if e.earliest and e.earliest == e.latest]
    return any(at and (found[1] < at < article or article < at < found[0]) for at in days)


def _bounds(event: Event) -> tuple[dt.datetime, dt.datetime] | None:
    first, last = day(event.earliest), day(event.latest)
    if first is None or last is None or (last - first).days > LONGEST:
        return None
    return first, last


def _is_past(event: Event, article: dt.datetime | None) -> bool:
    found = _bounds(event)
    if found is None or event.status not in ("happened", "claimed"):
        return False
    return article is None or found[1] <= article


def _is_ahead(event: Event, article: dt.datetime | None) -> bool:
    found = _bounds(event)
    return found is not None and event.status in ("planned", "possible") and (article is None or found[0] >= article)


def _told(event: Event) -> Span:
    return min((*event.mentions, event.trigger))


def _latest_first(event: Event) -> tuple[int, int, Span]:
    found = _bounds(event)
    assert found is not None  # noqa: S101 - only events with both ends are sorted
    return -found[1].toordinal(), (found[1] - found[0]).days, _told(event)


def _status(record: Record, event: Event) -> str:
    """What keeps an event from being told as a fact: "planned", "claimed by Mara Quist", "according to the company"."""
    who = ""
    if event.voice != WRITER:
        who = name_of(record, event.voice, "")
    elif event.quote:
        quote = next((q for q in record.quotes if q.id == event.quote), None)
        who = plain_line(source_words(record, quote)) if quote is not None else ""
    if event.status == "claimed":
        claim = next((c for c in record.claims if c.event == event.id), None)
        names = [name_of(record, a, "") for a in (claim.by if claim else ())]
        by = listed([n for n in names if n]) or who
        against = listed([n for n in (name_of(record, a, "") for a in (claim.denied_by if claim else ())) if n])
        told = f"claimed by {by}" if by else "claimed, no source named"
        return f"{told}; denied by {against}" if against else told
    words = {"planned": "planned", "possible": "possible", "ongoing": "under way"}.get(event.status, "")
    return ", ".join(filter(None, (words, f"according to {who}" if who else "")))
