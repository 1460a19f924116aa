"""What is read of a collection as tables: its articles, cast, chronicle with sources, who is quoted, who judges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from components.collection.reading import CollectionReading
from components.domain.single_line_text import plain_line
from components.exports.collection_rows import articles_of, difference_words, quotes_of_cast, standing_days
from components.exports.collection_trend_rows import VOICE_NAMES, cast_names
from components.exports.export_tables import as_date
from components.exports.newsroom_words import ACTOR_KINDS, confidence_words
from components.exports.spreadsheet_cells import csv_bytes

TABLES = ("articles", "who is in it", "in which articles", "what happened", "who is quoted", "who judges whom")
TONES = {"negative": "against", "positive": "for"}
GENDERS = {"woman": "woman", "man": "man", None: ""}


class ArticleFacts(NamedTuple):
    """What a table says of an article."""

    title: str
    outlet: str | None
    date: str | None


def collection_table(reading: CollectionReading, facts: Mapping[str, ArticleFacts], name: str) -> pd.DataFrame:
    """One of ``TABLES``; ``facts`` are those of the articles, by their ids. Raises ValueError for another name."""
    rows, columns = {
        "articles": _articles,
        "who is in it": _cast,
        "in which articles": _members,
        "what happened": _events,
        "who is quoted": _quoted,
        "who judges whom": _judged,
    }.get(name, _none)(reading, facts)
    return pd.DataFrame(rows, columns=columns, dtype=object)


def collection_csv(reading: CollectionReading, facts: Mapping[str, ArticleFacts], name: str) -> bytes:
    """One of ``TABLES`` as CSV."""
    return csv_bytes(collection_table(reading, facts, name))


Rows = tuple[list[list[object]], list[str]]


def _none(reading: CollectionReading, facts: Mapping[str, ArticleFacts]) -> Rows:
    raise ValueError(f"the tables are: {', '.join(TABLES)}")


def _articles(_: CollectionReading, facts: Mapping[str, ArticleFacts]) -> Rows:
    rows: list[list[object]] = [[f.title, f.outlet or "", as_date(f.date), i] for i, f in facts.items()]
    return rows, ["Title", "Outlet", "Article date", "id"]


def _cast(reading: CollectionReading, _: Mapping[str, ArticleFacts]) -> Rows:
    quotes = quotes_of_cast(reading)
    rows: list[list[object]] = [
        [
            plain_line(a.name), ACTOR_KINDS[a.kind], plain_line(a.role or ""), len(articles_of(a)), quotes[a.id],
            "; ".join(plain_line(x) for x in a.aliases), confidence_words(a.confidence), plain_line(a.reason), a.id,
        ]
        for a in reading.cast.actors
    ]  # fmt: skip
    return rows, ["Name", "Kind", "Role", "Articles", "Quotes", "Also", "Joined", "Why", "id"]


def _members(reading: CollectionReading, facts: Mapping[str, ArticleFacts]) -> Rows:
    rows: list[list[object]] = [
        [plain_line(a.name), facts[m.article].title, facts[m.article].outlet or "", m.actor, m.article, a.id]
        for a in reading.cast.actors
        for m in a.members
        if m.article in facts
    ]
    return rows, ["Name", "Article", "Outlet", "Actor in it", "Article id", "id"]


def _events(reading: CollectionReading, facts: Mapping[str, ArticleFacts]) -> Rows:
    rows: list[list[object]] = [
        [
            as_date(e.day), plain_line(e.label), e.articles, e.outlets,
            "; ".join(difference_words(d) for d in e.differences), facts[s.article].title, s.outlet or "", s.start,
            s.end, s.article, e.id,
        ]
        for day in sorted(standing_days(reading.chronicle.days), key=lambda d: d.day)
        for e in day.entries
        for s in e.sources
        if s.article in facts
    ]  # fmt: skip
    columns = ["Day", "What happened", "Articles", "Outlets", "Differences", "Told by", "Outlet", "From", "To"]
    return rows, [*columns, "Article id", "id"]


def _quoted(reading: CollectionReading, facts: Mapping[str, ArticleFacts]) -> Rows:
    names = cast_names(reading)
    rows: list[list[object]] = [
        [
            names.get(v.speaker or "", ""), VOICE_NAMES[v.kind], GENDERS[v.gender], v.quotes, v.words,
            facts[v.article].title, v.outlet or "", as_date(v.day), v.article,
        ]
        for v in reading.trends.quoted
        if v.article in facts
    ]  # fmt: skip
    columns = ["Speaker", "Kind of source", "Told as", "Quotes", "Words", "Article", "Outlet", "Article date"]
    return rows, [*columns, "Article id"]


def _judged(reading: CollectionReading, facts: Mapping[str, ArticleFacts]) -> Rows:
    names = cast_names(reading)
    rows: list[list[object]] = [
        [
            names.get(a.holder, ""), names.get(a.target, ""), TONES[a.label], a.times, facts[a.article].title,
            a.outlet or "", as_date(a.day), a.article,
        ]
        for a in reading.trends.attitudes
        if a.article in facts
    ]  # fmt: skip
    return rows, ["Who", "Of whom", "How", "Times", "Article", "Outlet", "Article date", "Article id"]
