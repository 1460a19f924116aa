"""The rows of trends summed up: by period, by outlet, by kind of source, by women and men, by who judges whom."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Literal, TypeVar

import msgspec

from components.collection.trends.trends import AttitudeTold, QuotedVoice, Trends
from components.domain.share_of_voice import FLOOR_SPEAKERS, FLOOR_WORDS

Unit = Literal["day", "week", "month"]
DAYS, WEEKS = 21, 182  # days of a collection up to which it is counted by days, by weeks; then by months
NO_OUTLET = ""
Key = TypeVar("Key", bound=Hashable)


class Judging(msgspec.Struct, frozen=True, kw_only=True):
    """How often ``holder`` speaks ill (``against``) or well (``favour``) of ``target``, in which articles."""

    holder: str
    target: str
    against: int
    favour: int
    articles: tuple[str, ...]


def dated(trends: Trends) -> list[QuotedVoice]:
    """The rows of articles that have a date."""
    return [row for row in trends.quoted if row.day]


def period_unit(rows: Sequence[QuotedVoice]) -> Unit:
    """What the time of these rows is counted in."""
    days = [dt.date.fromisoformat(r.day) for r in rows if r.day]
    span = (max(days) - min(days)).days if days else 0
    return "day" if span <= DAYS else "week" if span <= WEEKS else "month"


def period_of(day: str, unit: Unit) -> str:
    """The first day (ISO) of the period that a day is in; weeks begin on Monday."""
    at = dt.date.fromisoformat(day)
    if unit == "week":
        at -= dt.timedelta(days=at.weekday())
    return (at.replace(day=1) if unit == "month" else at).isoformat()


def by(rows: Iterable[QuotedVoice], key: Callable[[QuotedVoice], Key]) -> dict[Key, list[QuotedVoice]]:
    """Rows in groups, those of most quoted words first."""
    found: dict[Key, list[QuotedVoice]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return dict(sorted(found.items(), key=lambda kv: (-words(kv[1]), str(kv[0]))))


def words(rows: Iterable[QuotedVoice]) -> int:
    """How many words these rows quote."""
    return sum(row.words for row in rows)


def is_enough(rows: Sequence[QuotedVoice]) -> bool:
    """Whether enough is quoted for shares to be compared."""
    speakers = {row.speaker or f"{row.article} {row.kind}" for row in rows}
    return words(rows) >= FLOOR_WORDS and len(speakers) >= FLOOR_SPEAKERS


def judgings(attitudes: Iterable[AttitudeTold]) -> list[Judging]:
    """Who speaks how of whom, the most told first."""
    found: dict[tuple[str, str], list[AttitudeTold]] = defaultdict(list)
    for one in attitudes:
        found[one.holder, one.target].append(one)
    made = [
        Judging(
            holder=holder,
            target=target,
            against=sum(a.times for a in told if a.label == "negative"),
            favour=sum(a.times for a in told if a.label == "positive"),
            articles=tuple(dict.fromkeys(a.article for a in told)),
        )
        for (holder, target), told in found.items()
    ]
    return sorted(made, key=lambda j: (-len(j.articles), -(j.against + j.favour), j.holder, j.target))
