"""The finding above the timeline: how many events, when, what is to come, what has no date; true of what is drawn."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from components.domain.event_dates import DAY, day
from components.domain.record import Event, Record
from components.exports.numbers_in_words import first_up, number

FAR = 62  # days from which a stretch of one year is told by its months
_WHOLE = {"planned": "are to come", "possible": "could follow", "": "are planned or possible"}


def timeline_headline(record: Record, events: Sequence[Event]) -> str:
    """A sentence on the events that are drawn and listed."""
    if not events:
        return "No event fits these filters" if record.events else "No event was found here"
    dated = [e for e in events if day(e.earliest) or day(e.latest)]
    undated = len(events) - len(dated)
    if not dated:
        if undated == 1:
            return "One event, which has no date"
        return f"Nothing is dated; {_events(undated)} in the order of the story"
    article = day(record.date)
    ahead = [e for e in dated if _is_ahead(e, article)]
    past = [e for e in dated if not _is_ahead(e, article)]
    year = article.year if article is not None else None
    if past:
        when = _when(past, year)
        sentence = f"{_events(len(past))} {when}" if when else _events(len(past), "dated event")
        if busiest := _busiest(past, year):
            sentence += f", {busiest}"
        if ahead:
            sentence += f", {number(len(ahead))} more {_to_come(ahead)}"
    else:
        when = _when(ahead, year)
        sentence = f"{_events(len(ahead))} {_to_come(ahead)}" + (f", {when}" if when else "")
    if undated:
        sentence += f"; {number(undated)} {'has' if undated == 1 else 'have'} no date"
    return first_up(sentence)


def _events(n: int, noun: str = "event") -> str:
    return f"{number(n)} {noun}{'' if n == 1 else 's'}"


def _is_ahead(event: Event, article: dt.datetime | None) -> bool:
    """Whether it is planned, or may come, after the article's day."""
    first = day(event.earliest)
    return article is not None and first is not None and first > article and event.status in ("planned", "possible")


def _to_come(ahead: Sequence[Event]) -> str:
    kinds = {e.status for e in ahead}
    words = _WHOLE[kinds.pop() if len(kinds) == 1 else ""]
    return words.replace("are ", "is ") if len(ahead) == 1 else words


def _when(events: Sequence[Event], year: int | None) -> str:
    """The shortest words for days that hold all of the events; empty where their open ends leave none."""
    firsts = [at for e in events if (at := day(e.earliest)) is not None]
    lasts = [at for e in events if (at := day(e.latest)) is not None]
    if len(firsts) == len(events) == len(lasts):
        return _span(min(firsts), max(lasts), year)
    if len(firsts) == len(events):
        return f"from {_day(min(firsts), year)} on"
    if len(lasts) == len(events):
        return f"until {_day(max(lasts), year)}"
    return ""


def _span(first: dt.datetime, last: dt.datetime, year: int | None) -> str:
    if first == last:
        return f"on {_day(first, year)}"
    whole_months = first.day == 1 and ((last.month, last.day) == (12, 31) or (last + DAY).day == 1)
    if first.year != last.year:
        if (last - first).days > FAR:
            return f"between {first.year} and {last.year}"
        return f"between {_day(first, None)} and {_day(last, None)}"
    if whole_months and (first.month, last.month) == (1, 12):
        return f"in {first.year}"
    tail = "" if first.year == year else f" {first.year}"
    if first.month == last.month:
        return f"in {first:%B}{tail}" if whole_months else f"between {first.day} and {last.day} {first:%B}{tail}"
    if whole_months or (last - first).days > FAR:
        return f"between {first:%B} and {last:%B}{tail}"
    return f"between {first.day} {first:%B} and {last.day} {last:%B}{tail}"


def _day(at: dt.datetime, year: int | None) -> str:
    return f"{at.day} {at:%B}" + ("" if at.year == year else f" {at.year}")


def _busiest(events: Sequence[Event], year: int | None) -> str:
    """The one day on which half of the events or more stand, where they stand on more than one."""
    days = Counter(e.earliest[:10] for e in events if e.earliest and e.latest and e.earliest[:10] == e.latest[:10])
    if not days:
        return ""
    (iso, n), *_ = days.most_common(1)
    at = day(iso)
    if at is None or n < 2 or n == len(events) or 2 * n < len(events):
        return ""
    return f"{number(n)} of them on {_day(at, year)}"
