"""The card of what is picked in a collection: what it is, and the passages of the articles that tell it."""

from __future__ import annotations

import streamlit as st

from components.collection.cast import CastActor, CastMember
from components.collection.chronicle import ChronicleDay, ChronicleEntry
from components.collection.reading import CollectionReading
from components.domain.plural import plural
from components.domain.single_line_text import plain_line
from components.exports.collection_rows import CAST, DAY, difference_words, entry_row
from components.exports.collection_trend_rows import attitudes_behind, row_name, voices_behind
from components.exports.newsroom_words import date_words
from components.exports.numbers_in_words import first_up
from components.ui import page_address
from components.ui.collection_actor_card import DECIDED, draw_actor
from components.ui.collection_passage_list import GO, MOST, draw_judgements, draw_quotes
from components.ui.current_visitor import visitor_library
from components.ui.rows_with_buttons import Outcome, outcomes
from components.ui.text_nodes import component, draw_text

_pick = component(
    "collection_pick", '<p class="told" aria-live="polite"></p>', after=("dom", "pick_state", "follow_picks")
)


@st.fragment
def draw_card(collection_id: str, reading: CollectionReading, *, quoted: bool = False) -> None:
    """The card of what the address picks, drawn anew with every pick while the rest of the page stays.

    ``quoted``: the page tells who is quoted, so an actor's card begins with its quotes.
    """
    state = st.session_state
    asked = page_address.current_address().mark or ""

    def picked() -> None:
        page_address.take_pick(state["collection-pick"].get("picked"))

    actor = _actor(reading, asked)
    entries = _entries(reading, asked)
    voices, judged = voices_behind(reading.trends, asked), attitudes_behind(reading.trends, asked)
    known = actor is not None or bool(entries) or bool(voices) or bool(judged)
    _pick(
        data={
            "id": (CAST + actor.id if actor is not None else asked) if known else "",
            **page_address.pick_state(),
            "said": "Its articles stand beside the list." if known else "",
        },
        key="collection-pick",
        on_picked_change=picked,
    )
    if GO in state or state.pop(DECIDED, False):
        st.rerun()
    if actor is not None:
        draw_actor(collection_id, reading, actor, quoted=quoted)
    elif entries:
        _draw_entries(entries)
    elif voices or judged:
        draw_text(row_name(reading, asked), "heading", key="card-row")
        if voices:
            draw_quotes(reading, voices, key="card-behind")
        else:
            draw_judgements(reading, judged, key="card-behind")
    elif asked:
        draw_text("What this address picks is not in this reading of the collection.", "alert", key="mark-gone")
    else:
        draw_text("Pick a row or a mark: the articles that tell it come up here.", "note", key="pick-hint")


def _actor(reading: CollectionReading, asked: str) -> CastActor | None:
    """The actor that is picked, named by any of its members: so a link holds when articles come or go."""
    if not asked.startswith(CAST):
        return None
    article, _, actor = asked.removeprefix(CAST).partition(":")
    member = CastMember(article, actor)
    return next((a for a in reading.cast.actors if member in a.members), None)


def _entries(reading: CollectionReading, asked: str) -> list[ChronicleEntry]:
    """The event that is picked, or the events of the day that is."""
    if asked.startswith(DAY):
        found: ChronicleDay | None = next((d for d in reading.chronicle.days if DAY + d.day == asked), None)
        return [e for e in found.entries if e.alone][:5] if found else []
    return [e for d in reading.chronicle.days for e in d.entries if e.id == asked][:1]


def _draw_entries(entries: list[ChronicleEntry]) -> None:
    """Each event whole: its passages in the articles, what they differ on."""
    titles = visitor_library().titles({s.article for e in entries for s in e.sources})
    draw_text(date_words(entries[0].day), "heading", key="card-day")
    for n, entry in enumerate(entries):
        row = entry_row(entry)
        draw_text(row.label, "body", key=f"card-event-{n}")
        draw_text(" · ".join(row.facts), "facts", key=f"card-event-facts-{n}")
        for k, difference in enumerate(entry.differences):
            draw_text(first_up(difference_words(difference)), "note", key=f"card-difference-{n}-{k}")
        passages = {(s.article, s.start, s.end): s for s in reversed(entry.sources)}
        sources = sorted(passages.values(), key=entry.sources.index)[: MOST // len(entries)]
        rows = [
            Outcome(
                id=f"{s.article} {s.event}",
                name=plain_line(titles[s.article]),
                state="read",
                label=plain_line(s.outlet or "", 30),
                facts=plain_line(visitor_library().passage(s.article, s.start, s.end), 400),
                pick="Open",
            )
            for s in sources
            if s.article in titles
        ]
        outcomes(rows, key=f"card-sources-{n}", on_pick=_open_event, away=True)
        if len(passages) > len(sources):
            left = plural(len(passages) - len(sources), "more passage")
            draw_text(f"{left} not shown here.", "note", key=f"card-more-{n}")


def _open_event(which: str) -> None:
    article, _, event = which.partition(" ")
    st.session_state[GO] = "timeline", {"article": article} | ({"mark": event} if event else {})
