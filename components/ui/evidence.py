"""The evidence panel: the picked mark's sentence in context, why the machine thinks so, how sure, where to go."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.charts.style import tone_colour
from components.domain.corrections import touched
from components.domain.marks import Mark, around, context
from components.domain.record import Actor, Event, Mention, Quote, Record, Relation, Timex, Tone
from components.domain.segments import Layer, segments
from components.exports.words import (
    DATE_BASES,
    FORMS,
    KIND_NAMES,
    LANE_NAMES,
    STANCES,
    TONES,
    citation,
    names,
    source_kind,
    sure,
    when,
    who_spoke,
)
from components.ui import address
from components.ui.access import room
from components.ui.correct_item import correct_item
from components.ui.navigation import BY_NAME
from components.ui.safe import Block, copy_button, passage, say
from components.ui.sharing import share_dialog
from components.ui.view import View

LAYERS = ("content", "focus", "cue", "source", "time", "actor", "evidence", "dim")
MOST_TELLINGS = 12


def evidence(view: View, order: Sequence[str]) -> None:
    """The panel; ``order`` are the ids of the view's marks, for the ways to the one before and the next."""
    mark = view.mark
    if mark is None:
        gone = view.at.mark is not None
        with st.container(key="evidence-empty"):
            if gone:
                say("The mark in this address is not in this reading of the article.", "alert")
            say("Pick a mark on a chart, or a row of a table: its sentence shows here.", "note")
        return
    with st.container(key="evidence", gap="small"):
        corrected = " · corrected by a reader" if mark.id in touched(view.whole) else ""
        say(_kind(view.whole, mark) + corrected, "kind", key="evidence-kind")
        heading = _heading(view.whole, mark)
        if heading:
            say(heading, "heading", key="evidence-heading")
        passage([_context(view, mark)], key="evidence-text", layers=LAYERS)
        say(_why(view.whole, mark), "note", key="evidence-why")
        if isinstance(mark.item, Event):
            _tellings(view.whole, mark.item)
        correct_item(view.whole, mark)
        _ways(view, mark, order)


def _context(view: View, mark: Mark) -> Block:
    record = view.whole
    outer = around(record, (mark.start, mark.end))
    inner = context(record, (mark.start, mark.end))
    colour = tone_colour(mark.item.score) if isinstance(mark.item, Tone) else ""
    layers = [Layer(outer[0], inner[0], "dim"), Layer(inner[1], outer[1], "dim")]
    layers += [
        Layer(h.start, h.end, h.role, colour if h.role == "evidence" else view.colours.get(h.actor or "", ""))
        for h in mark.highlights
    ]
    return Block("p", segments(record.text, outer, layers))


def _kind(record: Record, mark: Mark) -> str:
    """What the mark is, in one line."""
    item = mark.item
    by = names(record)
    if isinstance(item, Event):
        told = "" if item.voice == "writer" else f" · told by {by.get(item.voice, 'somebody')}"
        return f"Event · {LANE_NAMES[item.status].lower()} · {when(item)}{told}"
    if isinstance(item, Quote):
        parts = [KIND_NAMES[item.kind].capitalize(), who_spoke(record, item), source_kind(record, item)]
        if item.stance != "neutral":
            parts.append(STANCES[item.stance])
        return " · ".join(dict.fromkeys(parts))
    if isinstance(item, Mention):
        return f"{by[mark.actors[0]]} · {FORMS[item.form]}"
    if isinstance(item, Timex):
        return f"Date · {when_timex(item)}"
    if isinstance(item, Tone):
        target = by.get(item.target, "") if item.target else "the sentence itself"
        return f"Tone · {TONES[item.label]} · {by.get(item.voice, 'a speaker')} on {target}"
    return f"{by.get(item.agent, '')} → {by.get(item.patient, '')}"


def when_timex(timex: Timex) -> str:
    """A time expression's value in words."""
    if timex.earliest or timex.latest:
        return when(Event(id="", start=0, end=0, trigger=(0, 0), kind="state", summary="",
                          earliest=timex.earliest, latest=timex.latest))  # fmt: skip
    return {"DURATION": "a length of time", "SET": "again and again"}.get(timex.type, "not on the calendar")


def _heading(record: Record, mark: Mark) -> str:
    item = mark.item
    if isinstance(item, Event):
        return item.summary
    if isinstance(item, Mention):
        actor = _actor(record, mark.actors[0])
        return f"{actor.name}{', ' + actor.role if actor.role else ''}"
    if isinstance(item, Relation):
        return f"{'does not ' if item.negated else ''}{item.verb}"
    return ""


def _actor(record: Record, actor_id: str) -> Actor:
    return next(a for a in record.actors if a.id == actor_id)


def _why(record: Record, mark: Mark) -> str:
    """The rule in plain words and how sure it is."""
    item = mark.item
    rule = "" if isinstance(item, Relation) else item.rule
    parts = [f"Why: {rule}." if rule else "Why: who does what in this clause."]
    if isinstance(item, Timex) and item.anchor == "dateline" and record.date:
        parts.append(f"Counted from the article date, {DATE_BASES[record.date_basis or 'metadata']}.")
    if isinstance(item, Event) and item.perhaps_same:
        other = next((e for e in record.events if e.id == item.perhaps_same), None)
        if other is not None:
            parts.append(f"Perhaps the same as “{other.summary}”.")
    if isinstance(item, Tone) and not item.evidence:
        parts.append("No single word carries it.")
    if isinstance(item, Tone):
        parts.append(f"How sure: {item.confidence:.0%}.")  # calibrated: docs/accuracy.md
    elif not isinstance(item, Relation):
        parts.append(f"How sure: {sure(item.confidence)}.")
    return " ".join(p.replace("..", ".") for p in parts)


def _tellings(record: Record, event: Event) -> None:
    """Every telling of an event that is told more than once."""
    others = [m for m in event.mentions if m != event.trigger]
    if not others:
        return
    say(f"Told {len(event.mentions)} times, also as:", "note", key="evidence-told")
    blocks = []
    for start, end in others[:MOST_TELLINGS]:
        outer = context(record, (start, end))
        left, right = max(outer[0], start - 45), min(outer[1], end + 45)
        blocks.append(Block("p", segments(record.text, (left, right), [Layer(start, end, "focus")])))
    passage(blocks, key="evidence-tellings", layers=LAYERS)


def _ways(view: View, mark: Mark, order: Sequence[str]) -> None:
    """Open in text, copy link, the mark before and the next, close."""
    with st.container(horizontal=True, key="evidence-ways"):
        if view.name != "text":
            st.page_link(
                BY_NAME["text"].path,
                label="Open in text",
                icon=":material/article:",
                query_params=address.kept(mark=mark.id),
            )
        copy_button("Copy link to this", address.link(view.name, mark=mark.id), key="copy-mark")
        if room().may("share", view.whole.id) and st.button("Share", key="share-item"):
            st.session_state.pop("share_made", None)
            share_dialog(view.name, view.whole, mark.id)
        if isinstance(mark.item, Quote):
            copy_button("Copy as citation", citation(view.whole, mark.item), key="copy-citation")
    place = order.index(mark.id) if mark.id in order else None
    with st.container(horizontal=True, key="evidence-order"):
        before = order[place - 1] if place else None
        after = order[place + 1] if place is not None and place + 1 < len(order) else None
        st.button("Previous", key="previous", disabled=before is None, on_click=address.pick, args=(before,))
        st.button("Next", key="next", disabled=after is None, on_click=address.pick, args=(after,))
        st.button("Close", key="close", on_click=address.pick, args=(None,))
