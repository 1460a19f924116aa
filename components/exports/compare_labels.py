"""What the compared articles are called, and their colours: by outlet, or by what else tells them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from components.charts.chart_style import ACTOR_COLOURS
from components.collection.comparison.text_difference import Difference
from components.domain.record import Record
from components.domain.single_line_text import plain_line, shortened
from components.exports.newsroom_words import date_words
from components.exports.numbers_in_words import number

LONGEST = 34  # characters


class ArticleLabel(msgspec.Struct, frozen=True):
    """An article's id, what it is called here, its colour."""

    id: str
    name: str
    colour: str


def article_labels(records: Sequence[Record]) -> list[ArticleLabel]:
    """A label for each article, all different: the outlet, else with the date, else the headline, else a number."""
    ways = [
        [_outlet(r) for r in records],
        [_dated(r) for r in records],
        [f"“{shortened(plain_line(r.title), LONGEST)}”" if r.title else "" for r in records],
    ]
    names: list[str] = []
    for n in range(len(records)):
        name = next((way[n] for way in ways if way[n] and Counter(way)[way[n]] == 1), None)
        names.append(name or f"Article {n + 1}")
    return [
        ArticleLabel(r.id, name, ACTOR_COLOURS[n % len(ACTOR_COLOURS)])
        for n, (r, name) in enumerate(zip(records, names, strict=True))
    ]  # fmt: skip


def version_labels(labels: Sequence[ArticleLabel], versions: Difference) -> list[ArticleLabel]:
    """The labels, of two versions which is the earlier one; where nothing tells that, which is the first one here."""
    if len(labels) != 2:
        return list(labels)
    words = ("earlier", "later") if versions.order_known else ("first", "second")
    called = {one: f"the {word} text" for one, word in zip((versions.earlier, versions.later), words, strict=True)}
    return [msgspec.structs.replace(one, name=called.get(one.id, one.name)) for one in labels]


def all_of(count: int) -> str:
    """ "Both", "All three"."""
    return "Both" if count == 2 else f"All {number(count)}"


def _dated(record: Record) -> str:
    """ "The Post · 2 March 2026", "the text of 2 March 2026"."""
    day = _day(record)
    outlet = _outlet(record)
    return f"{outlet} · {day}" if outlet and day else f"the text of {day}" if day else outlet


def _day(record: Record) -> str:
    try:
        return date_words(record.date) if record.date else ""
    except ValueError:  # no day of the calendar
        return ""


def _outlet(record: Record) -> str:
    return shortened(plain_line(record.outlet or ""), LONGEST)
