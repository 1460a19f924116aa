"""The parts of a collection's page by their titles: what each draws; which one the address names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.charts.collection_timeline import chronicle_chart
from components.collection.reading import CollectionReading
from components.domain.plural import plural
from components.exports.collection_rows import (
    articles_of,
    cast_colours,
    cast_finding,
    cast_rows,
    chronicle_groups,
    days_left,
    standing_days,
    untold,
)
from components.exports.list_data import SEARCHED
from components.exports.list_rows import ListGroup, one_group
from components.exports.numbers_in_words import are
from components.ui import page_address
from components.ui.chart import chart
from components.ui.collection_trends import draw_judged, draw_quoted
from components.ui.item_list import draw_compared_list
from components.ui.text_nodes import draw_text

ARTICLES, QUOTED = "Articles", "Who is quoted"
MOST_ACTORS = 300  # in the list; a name finds the others
FEWEST_DAYS, USUAL_DAYS, MOST_DAYS = 3, 15, 60
EVENTS_A_DAY = 5


def draw_choice() -> tuple[str, DeltaGenerator]:
    """The row of parts; the title of the one that is chosen, which stands in the address, and the room for it."""
    rooms = dict(zip((titles := [ARTICLES, *PARTS]), st.tabs(titles, key="part", bind="query-params"), strict=True))
    chosen = next((title for title, room in rooms.items() if room.open), ARTICLES)
    return chosen, rooms[chosen]


def _list(groups: Sequence[ListGroup], key: str, label: str, searched: int = SEARCHED) -> None:
    draw_compared_list(groups, page_address.link("collection"), key=key, label=label, searched=searched)


def _draw_cast(reading: CollectionReading, colours: Mapping[str, str]) -> None:
    actors = reading.cast.actors
    several = [a for a in actors if len(articles_of(a)) > 1]
    draw_text(cast_finding(reading), "finding", key="finding")
    if not actors:
        return
    asked = st.text_input("Find a name", key="cast-name", placeholder="Find a name", label_visibility="collapsed")
    words = asked.casefold().split()
    found = [a for a in actors if all(w in " ".join((a.name, *a.aliases)).casefold() for w in words)]
    shown = found[:MOST_ACTORS] if words else (several or list(actors))[:MOST_ACTORS]
    if not shown:
        draw_text("No one here has that name.", "body", key="nobody")
        return
    _list(one_group(cast_rows(reading, shown, colours)), "cast", "Who is in it", MOST_ACTORS + 1)
    left = len(found) - len(shown)
    if left:
        draw_text(
            f"{plural(left, 'more actor')} {are(left)} in the articles: find them by name.", "note", key="cast-left"
        )


def _draw_chronicle(reading: CollectionReading, _: Mapping[str, str]) -> None:
    days = standing_days(reading.chronicle.days)
    if not days:
        draw_text("No event of these articles has a sure date.", "body", key="no-days")
        return
    most = min(MOST_DAYS, len(days))
    count = most
    if most > FEWEST_DAYS:
        count = st.slider(
            "Days shown, most told of first",
            FEWEST_DAYS,
            most,
            min(USUAL_DAYS, most),
            key="days",
            bind="query-params",
        )
    shown = days[:count]
    chart(
        chronicle_chart(shown),
        key="chronicle",
        alt="How many articles tell of each day. The list below says what happened on it.",
    )
    left = len(days) - len(shown)
    note = "The higher, the more articles tell of the day; the larger, the more it matters to all of them."
    draw_text(" ".join((note, days_left(left), untold(reading.chronicle.days))).strip(), "note", key="chronicle-note")
    _list(chronicle_groups(shown, EVENTS_A_DAY), "chronicle-list", "What happened")


Draw = Callable[[CollectionReading, Mapping[str, str]], None]
PARTS: dict[str, Draw] = {
    "Who is in it": _draw_cast,
    "What happened": _draw_chronicle,
    QUOTED: lambda reading, colours: draw_quoted(reading, colours, _list),
    "Who judges whom": lambda reading, colours: draw_judged(reading, colours, _list),
}


def draw_part(title: str, reading: CollectionReading) -> None:
    """Draw a part."""
    PARTS[title](reading, cast_colours(reading))
