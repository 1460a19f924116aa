"""The card of what is picked, at its passage in the article: what it is, why, how sure; right, wrong, later, and on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.domain.clickable_marks import Mark
from components.domain.correction_replay import corrected_items, edit_path
from components.domain.errors import DatelineError
from components.domain.ids import ADDED
from components.domain.likely_speakers import likely_speakers
from components.domain.page_references import page_numbers, page_words
from components.domain.record import Event, Mention, Quote, Record, Tone
from components.exports.card_data import card_data
from components.exports.newsroom_words import actor_names
from components.ui import page_address
from components.ui.correct_item_form import correct_item
from components.ui.current_visitor import visitor_library
from components.ui.open_article import View
from components.ui.save_correction import CORRECTING, may_correct, named_reader, needs_name, save_edit
from components.ui.share_dialog import share_dialog
from components.ui.text_nodes import component, draw_text

_card = component("card", '<p class="told" aria-live="polite"></p>', after=("clipboard", "dom", "pick_state"))
LATER = "later"  # session key: the marks that the review left for later, by article
PUT_OFF = "put_off"  # session key: the mark that was left for later just now
HEARD = "act_heard"  # session key: the number of the last act of a card that was heard of: the browser waits for it
MOST_ACTS = 2**53  # as many as a browser can count
PAGE = "show_page"  # session key: whether the passage is shown as it stands on its page


@st.fragment
def draw_card(view: View, questions: Mapping[str, str], keys: bool) -> None:
    """The card, drawn anew with every pick while the rest of the page stays; below the article what it opens.

    ``questions``: what is asked of a mark, by its id; ``keys``: keys stand for the card's buttons.
    """
    state = st.session_state
    asked = page_address.current_address().mark
    mark = view.marks.get(asked or "")
    if mark is None and asked and asked.startswith(ADDED):  # what a reader added was taken back
        page_address.pick_mark(None)
        asked = None

    def picked() -> None:
        page_address.take_pick(state["mark-card"].get("picked"))
        state.pop(CORRECTING, None)

    def act() -> None:
        told = state["mark-card"].get("act") or {}
        number = told.get("n")
        state[HEARD] = number if isinstance(number, int) and 0 < number < MOST_ACTS else 0
        _act(view, told)

    data: dict[str, Any] = {"id": "", **page_address.pick_state(), "keys": keys, "heard": state.get(HEARD, 0)}
    if mark is not None:
        data |= _data(view, mark, questions.get(mark.id, ""))
    _card(data=data, key="mark-card", on_picked_change=picked, on_act_change=act)
    if state.pop("record_changed", False):
        st.rerun()
    if asked and mark is None:
        with st.container(key="drawer"):
            draw_text("What this address picks is not in this reading of the article.", "alert", key="mark-gone")
    elif mark is not None:
        _drawer(view, mark)
        if state.pop("share_item", None) == mark.id and visitor_library().may("share", view.whole.id):
            share_dialog(view.name, view.whole, mark.id)


def _act(view: View, found: Mapping[str, Any]) -> None:
    """What a button of the card asks for; ``next`` is where the browser went on to with it."""
    state = st.session_state
    what, mark = str(found.get("what", "")), view.marks.get(str(found.get("id", "")))
    if mark is None:
        return
    if "turn" in found:
        state["turn"] = int(found["turn"])
    if what in {"right", "unright", "later", "speaker"} and needs_name():
        state[CORRECTING] = mark.id  # under whose name it is kept is asked there
        return
    if (following := str(found.get("next", ""))) in view.marks:
        page_address.pick_mark(following)
        state.pop(CORRECTING, None)
    if what == "right" and may_correct(view.whole):
        if mark.id not in view.checked:
            save_edit(view.whole, edit_path("marks", mark.id, "checked"), True)
        state["record_changed"] = True
    elif what == "unright" and may_correct(view.whole):
        try:
            visitor_library().undo(view.whole.id, view.checked[mark.id].id)
        except (DatelineError, KeyError):  # somebody else took it back already
            pass
        state["record_changed"] = True
    elif what == "wrong":
        state[CORRECTING] = mark.id if state.get(CORRECTING) != mark.id else None
    elif what == "speaker" and isinstance(mark.item, Quote) and may_correct(view.whole):
        who = str(found.get("who", ""))
        if who in {a.id for a in view.whole.actors}:
            save_edit(view.whole, edit_path("quotes", mark.id, "speaker"), who)
            state["record_changed"] = True
    elif what == "later":
        left = state.setdefault(LATER, {}).setdefault(view.whole.id, [])
        left[:] = [*(m for m in left if m != mark.id), mark.id]
        state[PUT_OFF] = mark.id
        state["record_changed"] = True
    elif what == "page":
        state[PAGE] = not state.get(PAGE, False)
    elif what == "share":
        state.pop("share_made", None)
        state["share_item"] = mark.id


def _data(view: View, mark: Mark, question: str) -> dict[str, Any]:
    """What the browser draws of a card, and the words that are lit in the article."""
    record = view.whole
    return {
        **card_data(record, mark, view.colours, corrected=corrected_items(record), checked=view.checked),
        "id": mark.id,
        "question": question,
        "acts": [{"what": what, "label": label} for what, label in _acts(view, mark)],
        "link": page_address.link(view.name, mark=mark.id),
        "advance": view.name == "check",
        "others": _others(view, mark),
    }


def _others(view: View, mark: Mark) -> dict[str, Any]:
    """Who else may have said a quote, the likeliest first, where the visitor may correct it without being asked."""
    quote = mark.item
    if not isinstance(quote, Quote) or not may_correct(view.whole) or needs_name():
        return {"question": "", "who": []}
    names = actor_names(view.whole)
    speaker = names.get(quote.speaker or "")
    return {
        "question": f"Not {speaker}?" if speaker else "Who said it?",
        "who": [{"id": a.id, "name": a.name} for a in likely_speakers(view.whole, quote)],
    }


def _acts(view: View, mark: Mark) -> list[tuple[str, str]]:
    """The buttons of a card, by what they ask for."""
    acts = []
    if may_correct(view.whole):
        acts.append(("right", "Right"))
        if isinstance(mark.item, (Event, Quote, Mention, Tone)):
            dated = not isinstance(mark.item, Event) or mark.item.earliest or mark.item.latest
            acts.append(("wrong", "Wrong…" if dated else "Wrong, or put it on a date…"))
        if view.name == "check":
            acts.append(("later", "Later"))
    if page_numbers(view.whole, (mark.start, mark.end)) and visitor_library().has_pages(view.whole.id):
        acts.append(("page", "The page"))
    if visitor_library().may("share", view.whole.id):
        acts.append(("share", "Share this"))
    return acts


def _drawer(view: View, mark: Mark) -> None:
    """What the card opened: the correction form, the passage on its page; it stays in sight below the article."""
    state = st.session_state
    correcting, paged = state.get(CORRECTING) == mark.id, state.get(PAGE, False)
    numbers = page_numbers(view.whole, (mark.start, mark.end)) if paged else []
    if not correcting and not numbers:
        return
    with st.container(key="drawer", gap="small"):
        st.button("Close", key="drawer-close", on_click=_close, type="tertiary")
        if correcting and named_reader():
            correct_item(view.whole, mark)
        if numbers:
            _page(view.whole, mark, numbers)


def _close() -> None:
    st.session_state.pop(CORRECTING, None)
    st.session_state.pop(PAGE, None)


def _page(record: Record, mark: Mark, numbers: list[int]) -> None:
    """The passage as it stands on the page of the file that the article was read from."""
    spans = [(h.start, h.end) for h in mark.highlights] or [(mark.start, mark.end)]
    if not visitor_library().has_pages(record.id):
        return
    draw_text(page_words(record, (mark.start, mark.end)).capitalize(), "note", key="page-words")
    whole = st.toggle("The whole page", key="show-whole-page")
    for number in numbers:
        try:
            picture = visitor_library().page_image(record.id, number, spans, whole=whole)
        except DatelineError as error:
            draw_text(str(error), "note", key=f"page-refused-{number}")
            continue
        st.image(picture, width="stretch")
