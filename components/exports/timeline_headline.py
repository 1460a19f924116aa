"""The finding above the timeline: how many events, when, what is to come, what has no date; true of what is drawn."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from components.domain.event_dates import DAY, day
from components.domain.narrow_to_actor import actor_of
from components.domain.record import Event, Record
from components.exports.actor_phrases import in_sentence
from components.exports.numbers_in_words import first_up, number

FAR = 62  # days from which a stretch of one year is told by its months
_WHOLE = {"planned": "are to come", "possible": "could follow", "": "are planned or possible"}


def timeline_headline(record: Record, events: Sequence[Event], *, actor_id: str | None = None) -> str:
    """A sentence on the events that are drawn and listed; ``actor_id`` is the actor whom all of them concern."""
    actor = actor_of(record, actor_id)
    name = in_sentence(record, actor) if actor else ""
    if not events:
        if name:
            return f"No event that concerns {name} fits these filters" if record.events else f"No event concerns {name}"
        return "No event fits these filters" if record.events else "No event was found here"
    dated = [e for e in events if day(e.earliest) or day(e.latest)]
    undated = len(events) - len(dated)
    if not dated:
        if undated == 1:
            return f"{first_up(_events(1, name=name))}, which has no date"
        return f"{first_up(_events(undated, name=name))}, {'neither' if undated == 2 else 'none'} of which has a date"
    article = day(record.date)
    ahead = [e for e in dated if _is_ahead(e, article)]
    past = [e for e in dated if not _is_ahead(e, article)]
    year = article.year if article is not None else None
    comma = "," if name else ""
    if past:
        when = _when(past, year, article)
        parts = [f"{_events(len(past), name=name)}{comma} {when}" if when else _events(len(past), "dated event", name)]
        parts[0] += "".join(f", {words}" for words in (_busiest(past, year), _not_facts(past)) if words)
        parts += [f"{number(len(ahead))} more {_to_come(ahead)}"] if ahead else []
    else:
        when = _when(ahead, year, None, ahead=True)
        parts = [f"{_events(len(ahead), name=name)} {_to_come(ahead)}" + (f", {when}" if when else "")]
    if undated:
        parts.append(f"{number(undated)} {'has' if undated == 1 else 'have'} no date")
    return first_up("; ".join(parts))


def _events(n: int, noun: str = "event", name: str = "") -> str:
    whom = f" that concern{'s' if n == 1 else ''} {name}" if name else ""
    return f"{number(n)} {noun}{'' if n == 1 else 's'}{whom}"


def _not_facts(events: Sequence[Event]) -> str:
    """How many are only claimed, or denied; empty where none is."""
    kinds = {e.status for e in events} & {"claimed", "denied"}
    n = sum(e.status in kinds for e in events)
    if not n:
        return ""
    words = "only claimed" if kinds == {"claimed"} else " or ".join(sorted(kinds))
    if n == len(events):
        return {1: f"which is {words}", 2: f"both {words}"}.get(n, f"all {words}")
    return f"{number(n)} of them {words}"


def _is_ahead(event: Event, article: dt.datetime | None) -> bool:
    """Whether it is planned, or may come, after the article's day."""
    if article is None or event.status not in ("planned", "possible"):
        return False
    return any(at is not None and at > article for at in (day(event.earliest), day(event.latest)))


def _to_come(ahead: Sequence[Event]) -> str:
    kinds = {e.status for e in ahead}
    words = _WHOLE[kinds.pop() if len(kinds) == 1 else ""]
    return words.replace("are ", "is ") if len(ahead) == 1 else words


def _when(events: Sequence[Event], year: int | None, article: dt.datetime | None, *, ahead: bool = False) -> str:
    """The shortest words for days that hold all of the events; empty where their open ends leave none.

    ``article`` is the day up to which what has happened can have happened.
    """
    firsts = [at for e in events if (at := day(e.earliest)) is not None]
    lasts = [_last(e, at, article) for e in events if (at := day(e.latest)) is not None]
    if len(firsts) == len(events) == len(lasts):
        uncut = max(at for e in events if (at := day(e.latest)) is not None)
        return _span(min(firsts), uncut if _is_one_unit(min(firsts), uncut) else max(lasts), year)
    if len(firsts) == len(events):
        first = min(firsts)
        whole = (first.month, first.day) == (1, 1) and first.year != year
        return f"from {_day(first, year)} on" if ahead else f"since {first.year if whole else _day(first, year)}"
    if len(lasts) == len(events):
        return f"{'by' if ahead else 'up to'} {_day(max(lasts), year)}"
    return ""


def _is_one_unit(first: dt.datetime, last: dt.datetime) -> bool:
    """Whether the days are those of one month, or of one year."""
    if first.year != last.year or first.day != 1:
        return False
    month = first.month == last.month and (last.year == dt.MAXYEAR or (last + DAY).month != last.month)
    return month or (first.month, last.month, last.day) == (1, 12, 31)


def _last(event: Event, last: dt.datetime, article: dt.datetime | None) -> dt.datetime:
    """The last day an event can stand on: what has happened in a year stands before the article of that year."""
    first = day(event.earliest)
    told = event.status in ("happened", "ongoing", "claimed", "denied")
    if article is None or not told or last <= article or (first is not None and first >= article):
        return last
    return article


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
