"""The forms that correct the picked item: an event, a quote, a mention, a tone; fields that other forms share."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import streamlit as st

from components.domain.clickable_marks import Mark, tone_id
from components.domain.correction_replay import edit_path
from components.domain.correction_values import Days
from components.domain.find_words import find_words
from components.domain.record import (
    Event,
    Mention,
    Quote,
    QuoteKind,
    Record,
    SourceType,
    Status,
    Tone,
    ToneLabel,
    UnsureTone,
)
from components.domain.spans import Span
from components.exports.newsroom_words import KIND_NAMES, LANE_NAMES, SOURCE_TYPES, TONES
from components.ui import page_address
from components.ui.save_correction import close_form, may_correct, save_edit, save_edits
from components.ui.text_nodes import draw_text
from components.ui.timeline_zoom import show_day
from components.ui.view_header import EARLIEST, LATEST

NOBODY = "nobody"


def correct_item(record: Record, mark: Mark) -> None:
    """The form for a mark; nothing where the visitor may not correct, or where there is nothing to correct."""
    item = mark.item
    if not may_correct(record) or not isinstance(item, (Event, Quote, Mention, Tone)):
        return
    if isinstance(item, Event):
        _event(record, item)
    elif isinstance(item, Quote):
        _quote(record, item)
    elif isinstance(item, Mention):
        _mention(record, mark, item)
    else:
        _tone(record, item)


def actor_choice(label: str, record: Record, current: str | None, *, key: str, none: str = NOBODY) -> str | None:
    """A list of the actors by prominence, those with a name first, and nobody."""
    called = sorted(record.actors, key=lambda a: not any(m.form == "name" for m in a.mentions))
    ids = [NOBODY, *(a.id for a in called)]
    names = {a.id: a.name for a in record.actors} | {NOBODY: none}
    index = ids.index(current) if current in ids else 0
    picked = st.selectbox(label, ids, index=index, format_func=names.__getitem__, key=key)
    return None if picked == NOBODY else picked


def _changed(record: Record, pairs: list[tuple[str, Any, Any]]) -> None:
    """Keep every field that was changed, then draw anew."""
    changed = [(what, after) for what, before, after in pairs if before != after]
    if not changed:
        draw_text("Nothing was changed.", "note", key="nothing-changed")
        return
    if save_edits(record, changed):  # else what was typed stays in the form, beside why it could not be kept
        close_form()
    st.rerun()


def days(label: str, earliest: str | None, latest: str | None, *, key: str) -> Days | None:
    """First and last day; None where the last comes first."""
    first = _ask(label, earliest, key=f"from-{key}")
    last = _ask("To (leave empty for one day)", latest if latest != earliest else None, key=f"to-{key}")
    open_end = st.checkbox("The end is open", value=bool(earliest and not latest), key=f"open-{key}")
    if first and last and last < first:
        return None
    # A day that the field can't show (before 1600) is no day that was taken out.
    hidden = Days(*(iso if iso and not _showable(iso) else None for iso in (earliest, latest)))
    if (first is None and hidden.earliest) or (last is None and hidden.latest):
        return Days(first.isoformat() if first else hidden.earliest, last.isoformat() if last else hidden.latest)
    end = last if last or open_end else first
    return Days(first.isoformat() if first else None, end.isoformat() if end else None)


def _showable(iso: str) -> bool:
    return EARLIEST <= dt.date.fromisoformat(iso[:10]) <= LATEST


def _ask(label: str, iso: str | None, *, key: str) -> dt.date | None:
    """A field that holds the day; one that lies outside what it can show is left empty."""
    day = dt.date.fromisoformat(iso[:10]) if iso else None
    shown = day if iso and _showable(iso) else None
    return st.date_input(label, shown, min_value=EARLIEST, max_value=LATEST, key=key)


def _event(record: Record, event: Event) -> None:
    statuses: list[Status] = list(get_args(Status))
    names = {a.id: a.name for a in record.actors}
    with st.form("event-form", border=False):
        chosen = days("On or from", event.earliest, event.latest, key=event.id)
        status = st.selectbox(
            "Status", statuses, index=statuses.index(event.status), format_func=LANE_NAMES.__getitem__,
            key=f"status-{event.id}",
        )  # fmt: skip
        actors = st.multiselect(
            "Who takes part", list(names), default=[a for a in event.actors if a in names],
            format_func=names.__getitem__, key=f"actors-{event.id}",
        )  # fmt: skip
        with st.container(horizontal=True):
            save = st.form_submit_button("Save", type="primary", key="save-event")
            remove = st.form_submit_button("No event: remove", key="remove-event")
    if save and chosen is None:
        draw_text("The last day comes before the first. Nothing was changed.", "alert", key="date-refused")
    elif save and chosen is not None:
        if chosen != Days(event.earliest, event.latest) and (at := chosen.earliest or chosen.latest):
            show_day(at)
        _changed(record, [
            (edit_path("events", event.id, "date"), Days(event.earliest, event.latest), chosen),
            (edit_path("events", event.id, "status"), event.status, status),
            (edit_path("events", event.id, "actors"), tuple(event.actors), tuple(actors)),
        ])  # fmt: skip
    elif remove and save_edit(record, edit_path("events", event.id, "removed"), True):
        page_address.pick_mark(None)
        st.rerun()


def _quote(record: Record, quote: Quote) -> None:
    kinds: list[QuoteKind] = list(get_args(QuoteKind))
    sources: list[SourceType] = list(get_args(SourceType))
    words = " … ".join(record.text[s:e] for s, e in quote.content)
    with st.form("quote-form", border=False):
        speaker = actor_choice("Who spoke", record, quote.speaker, key=f"speaker-{quote.id}", none="nobody named")
        kind = st.selectbox(
            "Kind", kinds, index=kinds.index(quote.kind), format_func=KIND_NAMES.__getitem__, key=f"kind-{quote.id}"
        )
        source = st.selectbox(
            "Source", sources, index=sources.index(quote.source_type), format_func=SOURCE_TYPES.__getitem__,
            key=f"source-{quote.id}",
        )  # fmt: skip
        told = st.text_area(
            "Its words, as they stand in the text", words, key=f"words-{quote.id}",
            help="Where it is interrupted, put … between the parts.",
        )  # fmt: skip
        with st.container(horizontal=True):
            save = st.form_submit_button("Save", type="primary", key="save-quote")
            remove = st.form_submit_button("No quote: remove", key="remove-quote")
    if save:
        content: tuple[Span, ...] | None = quote.content
        if told.strip() != words.strip():
            content = find_words(record.text, told, near=quote.content[0][0])
        if content is None:
            draw_text(
                "These words don't stand in the text so. Copy them from it; nothing was changed.", "alert", key="words"
            )
            return
        _changed(record, [
            (edit_path("quotes", quote.id, "speaker"), quote.speaker, speaker),
            (edit_path("quotes", quote.id, "kind"), quote.kind, kind),
            (edit_path("quotes", quote.id, "source_type"), quote.source_type, source),
            (edit_path("quotes", quote.id, "content"), tuple(quote.content), content),
        ])  # fmt: skip
    elif remove and save_edit(record, edit_path("quotes", quote.id, "removed"), True):
        page_address.pick_mark(None)
        st.rerun()


def _mention(record: Record, mark: Mark, mention: Mention) -> None:
    current = mark.actors[0]
    identity = f"{mention.start}-{mention.end}"
    with st.form("mention-form", border=False):
        actor = actor_choice("Whose mention it is", record, current, key=f"whose-{identity}", none="nobody's")
        if st.form_submit_button("Save", type="primary", key="save-mention"):
            _changed(record, [(edit_path("mentions", identity, "actor"), current, actor)])


def _tone(record: Record, tone: Tone) -> None:
    labels: list[ToneLabel] = list(get_args(ToneLabel))
    identity = tone_id(tone)
    with st.form("tone-form", border=False):
        label = st.selectbox(
            "How they stand to each other",
            labels,
            index=labels.index(tone.label),
            format_func=TONES.__getitem__,
            key=f"label-{identity}",
        )
        if st.form_submit_button("Save", type="primary", key="save-tone"):
            # What is too unsure to be told is told by saying that it is so.
            old = None if isinstance(tone, UnsureTone) else tone.label
            _changed(record, [(edit_path("tones", identity, "label"), old, label)])
