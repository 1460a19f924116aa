"""The form that adds what was missed: a quote, an event or an actor, by its words in the text."""

from __future__ import annotations

from typing import Any, get_args

import streamlit as st

from components.domain.correction_replay import edit_path
from components.domain.correction_values import AddedActor, AddedEvent, AddedQuote, Days
from components.domain.find_words import find_everywhere, find_words
from components.domain.ids import ADDED, digest
from components.domain.record import ActorKind, QuoteKind, Record, Status
from components.domain.spans import Span
from components.exports.newsroom_words import ACTOR_KINDS, KIND_NAMES, LANE_NAMES
from components.ui import page_address
from components.ui.correct_item_form import actor_choice, days
from components.ui.save_correction import may_correct, named_reader, save_edit
from components.ui.text_nodes import draw_text

WHAT = {"quote": "A quote", "event": "An event", "actor": "An actor"}


def add_item(record: Record, selected: Span | None) -> None:
    """Add what was missed: words selected in the text, or copied from it; nothing where one may not correct."""
    if not may_correct(record):
        return
    # Another key for each selection: a field keeps what was written in it by its key.
    place = f"{selected[0]}-{selected[1]}" if selected else "none"
    draw_text("Add a quote, an event or an actor that was missed", "heading", key=f"add-heading-{place}")
    if not named_reader():
        return
    words = record.text[selected[0] : selected[1]] if selected else ""
    what = st.radio("What it is", list(WHAT), format_func=WHAT.__getitem__, horizontal=True, key=f"add-what-{place}")
    with st.form(f"add-form-{place}", border=False):
        words_added = st.text_area("Its words, as they stand in the text", words, key=f"add-words-{place}", height=80)
        if what == "quote":
            values = _asked_quote(record, words)
        elif what == "event":
            values = _asked_event(record)
        else:
            values = _asked_actor(words, place)
        if not st.form_submit_button("Add", type="primary", key="add-save"):
            return
    content = find_words(record.text, words_added, near=selected[0] if selected else 0)
    if content is None:
        draw_text(
            "These words don't stand in the text so. Copy them from it; nothing was added.", "alert", key="add-no"
        )
        return
    identity = f"{ADDED}{digest(*(f'{s}-{e}' for s, e in content), length=8)}"
    if what == "quote":
        _add_quote(record, identity, content, values)
    elif what == "event":
        _add_event(record, identity, content, values)
    else:
        _add_actor(record, identity, content[0], values)


def _refuse(why: str) -> None:
    draw_text(f"{why} Nothing was added.", "alert", key="add-refused")


def _kept(record: Record, what: str, value: object) -> bool:
    """Keep what was added; what stood in its way is told when the page is drawn anew."""
    if not save_edit(record, what, value):
        st.rerun()
    st.session_state.pop("selected", None)
    return True


# Quotes


def _asked_quote(record: Record, words: str) -> dict[str, Any]:
    kinds: list[QuoteKind] = list(get_args(QuoteKind))
    likely: QuoteKind = "direct" if words.strip()[:1] in {"“", '"', "‘"} else "indirect"
    kind = st.selectbox("Kind", kinds, index=kinds.index(likely), format_func=KIND_NAMES.__getitem__, key="add-kind")
    speaker = actor_choice("Who spoke", record, None, key="add-speaker", none="nobody named")
    return {"kind": kind, "speaker": speaker, "source_type": "named" if speaker else "unattributed"}


def _add_quote(record: Record, identity: str, content: tuple[Span, ...], values: dict[str, Any]) -> None:
    start, end = content[0][0], content[-1][1]
    if any(s <= start and end <= e for q in record.quotes for s, e in q.content):
        _refuse("These words stand in a quote already: correct that one.")
    elif _kept(record, edit_path("quotes", identity, "added"), AddedQuote(content, **values)):
        page_address.pick_mark(identity)
        st.rerun()


# Events


def _asked_event(record: Record) -> dict[str, Any]:
    summary = st.text_input("What happened, in a few words (empty: the words themselves)", key="add-summary")
    chosen = days("On or from", None, None, key="add")
    statuses: list[Status] = list(get_args(Status))
    status = st.selectbox("Status", statuses, format_func=LANE_NAMES.__getitem__, key="add-status")
    actor = actor_choice("Who takes part", record, None, key="add-actor")
    return {"summary": summary.strip(), "days": chosen, "status": status, "actors": (actor,) if actor else ()}


def _add_event(record: Record, identity: str, content: tuple[Span, ...], values: dict[str, Any]) -> None:
    start, end = content[0][0], content[-1][1]
    chosen: Days | None = values.pop("days")
    added_events = [(e.start, e.end) for e in record.events if e.id.startswith(ADDED)]
    if chosen is None:
        _refuse("The last day comes before the first.")
        return
    if any(min(e, end) - max(s, start) > (end - start) / 2 for s, e in added_events):
        _refuse("An event was added from these words: correct that one.")
        return
    values |= {"earliest": chosen.earliest, "latest": chosen.latest}
    summary = values.pop("summary") or " ".join(record.text[start:end].split())
    if _kept(record, edit_path("events", identity, "added"), AddedEvent(start, end, summary, **values)):
        page_address.pick_mark(identity)
        st.rerun()


# Actors


def _asked_actor(words: str, place: str) -> dict[str, Any]:
    name = st.text_input(
        "Name (empty: the words themselves)", " ".join(words.split()), key=f"add-name-{place}", max_chars=120
    )
    kinds: list[ActorKind] = list(get_args(ActorKind))
    kind = st.selectbox("Kind of actor", kinds, format_func=ACTOR_KINDS.__getitem__, key="add-actor-kind")
    draw_text("It is marked wherever these words stand in the text.", "note", key="add-everywhere")
    return {"name": name.strip(), "kind": kind}


def _add_actor(record: Record, identity: str, span: Span, values: dict[str, Any]) -> None:
    words = " ".join(record.text[slice(*span)].split())
    longer = [(m.start, m.end) for a in record.actors for m in a.mentions if m.form == "name"]
    # "Ford" is not meant where it is a part of "Ford Foundation".
    spans = tuple(
        (s, e)
        for s, e in find_everywhere(record.text, words)
        if not any(a <= s and e <= b and b - a > e - s for a, b in longer)
    )
    same = next((a for a in record.actors if words in (a.name, *a.aliases)), None)
    if same is not None:
        _refuse(f"“{words}” is an actor already ({same.name}): correct that one on the view Actors.")
    elif not spans:
        _refuse("These words stand only within the name of another actor.")
    elif _kept(
        record, edit_path("actors", identity, "added"), AddedActor(values["name"] or words, values["kind"], spans)
    ):
        page_address.narrow_to(identity)
        st.rerun()
