"""The evidence panel: the picked mark's sentence in context, why the machine thinks so, how sure, where to go."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.domain.clickable_marks import Mark, sentence_context
from components.domain.correction_replay import corrected_items
from components.domain.errors import DatelineError
from components.domain.highlight_segments import Block, Layer, cut_into_segments
from components.domain.page_references import page_numbers, page_words
from components.domain.record import Event, Quote, Record
from components.exports.mark_evidence import context_blocks, heading_words, kind_words, why_words
from components.exports.newsroom_words import citation
from components.ui import page_address
from components.ui.correct_item_form import correct_item
from components.ui.current_visitor import visitor_library
from components.ui.navigation import BY_NAME
from components.ui.open_article import View
from components.ui.share_dialog import share_dialog
from components.ui.text_nodes import draw_copy_button, draw_passage, draw_text

LAYERS = ("content", "focus", "cue", "source", "time", "actor", "evidence", "dim", "doubtful")
MOST_TELLINGS = 12


def draw_evidence(view: View, order: Sequence[str]) -> None:
    """The panel; ``order`` are the ids of the view's marks, for the ways to the one before and the next."""
    mark = view.mark
    if mark is None:
        gone = view.at.mark is not None
        with st.container(key="evidence-empty"):
            if gone:
                draw_text("The mark in this address is not in this reading of the article.", "alert")
            draw_text("Pick a mark on a chart, or a row below it: its sentence shows here.", "note")
        return
    with st.container(key="evidence", gap="small"):
        corrected = " · corrected by a reader" if mark.id in corrected_items(view.whole) else ""
        draw_text(kind_words(view.whole, mark) + corrected, "kind", key="evidence-kind")
        heading = heading_words(view.whole, mark)
        if heading:
            draw_text(heading, "heading", key="evidence-heading")
        draw_passage([context_blocks(view.whole, mark, view.colours)], key="evidence-text", layers=LAYERS)
        draw_text(why_words(view.whole, mark), "note", key="evidence-why")
        _page(view.whole, mark)
        if isinstance(mark.item, Event):
            _tellings(view.whole, mark.item)
        correct_item(view.whole, mark)
        _ways(view, mark, order)


def _page(record: Record, mark: Mark) -> None:
    """The passage as it stands on the page of the file that the article was read from."""
    spans = [(h.start, h.end) for h in mark.highlights] or [(mark.start, mark.end)]
    numbers = page_numbers(record, (mark.start, mark.end))
    if not numbers or not visitor_library().has_pages(record.id):
        return
    words = page_words(record, (mark.start, mark.end))
    with st.container(horizontal=True, key="evidence-page-ways"):
        if not st.toggle(f"Show it on {words}", value=True, key="show-page"):
            return
        whole = st.toggle("The whole page", key="show-whole-page")
    for number in numbers:
        try:
            picture = visitor_library().page_image(record.id, number, spans, whole=whole)
        except DatelineError as error:
            draw_text(str(error), "note", key=f"page-refused-{number}")
            continue
        st.image(picture, width="stretch")


def _tellings(record: Record, event: Event) -> None:
    """Every telling of an event that is told more than once."""
    others = [m for m in event.mentions if m != event.trigger]
    if not others:
        return
    draw_text(f"Told {len(event.mentions)} times, also as:", "note", key="evidence-told")
    blocks = []
    for start, end in others[:MOST_TELLINGS]:
        outer = sentence_context(record, (start, end))
        left, right = max(outer[0], start - 45), min(outer[1], end + 45)
        blocks.append(Block("p", cut_into_segments(record.text, (left, right), [Layer(start, end, "focus")])))
    draw_passage(blocks, key="evidence-tellings", layers=LAYERS)


def _ways(view: View, mark: Mark, order: Sequence[str]) -> None:
    """Open in text, copy link, the mark before and the next, close."""
    with st.container(horizontal=True, key="evidence-ways"):
        if view.name != "text":
            st.page_link(
                BY_NAME["text"].path,
                label="Open in text",
                icon=":material/article:",
                query_params=page_address.kept_parameters(mark=mark.id),
            )
        draw_copy_button("Copy link to this", page_address.link(view.name, mark=mark.id), key="copy-mark")
        if visitor_library().may("share", view.whole.id) and st.button("Share", key="share-item"):
            st.session_state.pop("share_made", None)
            share_dialog(view.name, view.whole, mark.id)
        if isinstance(mark.item, Quote):
            draw_copy_button("Copy as citation", citation(view.whole, mark.item), key="copy-citation")
    place = order.index(mark.id) if mark.id in order else None
    with st.container(horizontal=True, key="evidence-order"):
        before = order[place - 1] if place else None
        after = order[place + 1] if place is not None and place + 1 < len(order) else None
        st.button("Previous", key="previous", disabled=before is None, on_click=page_address.pick_mark, args=(before,))
        st.button("Next", key="next", disabled=after is None, on_click=page_address.pick_mark, args=(after,))
        st.button("Close", key="close", on_click=page_address.pick_mark, args=(None,))
