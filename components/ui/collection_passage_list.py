"""The passages behind a row or a mark of a collection, each with its article and a way to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import streamlit as st

from components.collection.reading import CollectionReading
from components.collection.trends import AttitudeTold, QuotedVoice
from components.domain.plural import plural
from components.domain.record import Record
from components.domain.single_line_text import plain_line, shortened
from components.exports.collection_passages import (
    Passage,
    cast_of_members,
    judging_passages,
    pair_key,
    quoted_passages,
    voice_key,
)
from components.ui.current_visitor import visitor_library
from components.ui.rows_with_buttons import Outcome, outcomes
from components.ui.text_nodes import draw_text

MOST = 40  # articles or passages on a card
MOST_OF_ONE = 3  # passages of one article, where several articles tell
GO = "go_to_passage"  # session key: (view, query) that the page goes to


def record_of(article: str) -> Record | None:
    """The record of an article as the visitor may see it; None where there is none."""
    here = visitor_library()
    return here.kept_record(article) if here.may("export", article) else None


def draw_quotes(reading: CollectionReading, rows: Sequence[QuotedVoice], *, key: str) -> None:
    """The quotes that these rows count."""
    wanted, cast_of = {voice_key(r) for r in rows}, cast_of_members(reading)

    def told(record: Record) -> Iterable[Passage]:
        found = quoted_passages(record, cast_of)
        return (passage for r, passage in found if voice_key(r) in wanted)

    _draw("quote", sum(r.quotes for r in rows), [r.article for r in rows], told, view="quotes", key=key)


def draw_judgements(reading: CollectionReading, rows: Sequence[AttitudeTold], *, key: str) -> None:
    """The sentences in which these judge."""
    wanted, cast_of = {pair_key(r) for r in rows}, cast_of_members(reading)

    def told(record: Record) -> Iterable[Passage]:
        found = judging_passages(record, cast_of)
        return (passage for r, passage in found if pair_key(r) in wanted)

    _draw("sentence", sum(r.times for r in rows), [r.article for r in rows], told, view="sentiment", key=key)


def _draw(
    noun: str,
    number: int,
    articles: Iterable[str],
    told: Callable[[Record], Iterable[Passage]],
    *,
    view: str,
    key: str,
) -> None:
    """The passages of the articles in their order, each with a way to it in ``view``; how many are not shown."""
    ids = list(dict.fromkeys(articles))
    lines = {one.id: one for one in visitor_library().lines(ids[:MOST])}  # each has a passage at least
    of_one = MOST_OF_ONE if len(ids) > 1 else MOST
    shown = list(islice(_told((a for a in ids[:MOST] if a in lines), told, of_one), MOST))
    draw_text(f"{plural(number, noun)} in {plural(len(ids), 'article')}", "kind", key=f"{key}-head")
    rows = [
        Outcome(
            id=f"{article} {passage.mark}",
            name=plain_line(lines[article].title) or "Untitled",
            state="read",
            label=plain_line(lines[article].outlet or "", 30),
            facts=shortened(passage.words, 400),
            pick="Open",
        )
        for article, passage in shown
    ]

    def opened(which: str) -> None:
        article, _, mark = which.partition(" ")
        st.session_state[GO] = view, {"article": article, "mark": mark}

    outcomes(rows, key=key, on_pick=opened, away=True)
    if number > len(shown):
        draw_text(f"{plural(number - len(shown), f'more {noun}')} not shown here.", "note", key=f"{key}-more")


def _told(
    articles: Iterable[str], told: Callable[[Record], Iterable[Passage]], most: int
) -> Iterator[tuple[str, Passage]]:
    """The first passages of each article; an article is read when its turn comes."""
    for article in articles:
        record = record_of(article)
        if record is not None:
            for passage in islice(told(record), most):
                yield article, passage
