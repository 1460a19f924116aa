"""Keeps a reader's correction: asks a colleague's name first, shows both where two corrected the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import streamlit as st

from components.domain.correction_replay import latest_edit
from components.domain.errors import Clash, DatelineError
from components.domain.record import Correction, Record
from components.exports.corrections_table import edit_words, value_words
from components.ui.current_visitor import NAME, current_visitor, visitor_library
from components.ui.text_nodes import draw_text

CORRECTING = "correcting"  # session key: the mark whose correction form is open


def may_correct(record: Record) -> bool:
    """Whether the visitor may correct this article now: not while it sees the machine's own reading."""
    return visitor_library().may("correct", record.id) and st.query_params.get("reading") != "machine"


def needs_name() -> bool:
    """Whether a colleague has still to say under which name its corrections are kept."""
    return current_visitor().kind == "corrector" and not st.session_state.get(NAME)


def named_reader() -> bool:
    """Whether it is known under whose name corrections are kept; asks a colleague for it."""
    if not needs_name():
        return True
    with st.form("name-form", border=False):
        name = st.text_input("Your name, kept with what you correct", max_chars=80, key="name-field")
        if st.form_submit_button("Go on") and name.strip():
            st.session_state[NAME] = name.strip()
            st.rerun()
    return False


def close_form() -> None:
    """Close the correction form: what it was for is done."""
    st.session_state.pop(CORRECTING, None)


def save_edit(record: Record, what: str, after: Any, *, seen: str | None = None) -> bool:
    """Keep a correction and draw everything anew; says why where it can't be. True where it was kept."""
    latest = latest_edit(record.corrections, what)
    try:
        visitor_library().correct(record.id, what, after, seen=seen or (latest.id if latest else None))
    except Clash as clash:
        _ask_later(record, what, after, clash.other)
        return True
    except DatelineError as error:
        st.session_state["refused"] = str(error)
        return False
    return True


def save_edits(record: Record, changed: Sequence[tuple[str, Any]]) -> bool:
    """Keep what a form changed (what, after), all of it or none, as ``save_edit`` does one."""
    latest = [latest_edit(record.corrections, what) for what, _ in changed]
    seen = [(what, after, one.id if one else None) for (what, after), one in zip(changed, latest, strict=True)]
    try:
        clashes = visitor_library().correct_all(record.id, seen)
    except DatelineError as error:
        st.session_state["refused"] = str(error)
        return False
    for what, after, other in clashes:
        _ask_later(record, what, after, other)
    return True


def _ask_later(record: Record, what: str, after: Any, other: Correction) -> None:
    """Have it asked which of two corrections holds, after those that are to be asked already."""
    st.session_state.setdefault("clashes", []).append((record.id, what, msgspec.json.encode(after), other))


def draw_trouble(record: Record) -> None:
    """What kept the last correction from being made: a refusal, or somebody who corrected the same."""
    if refused := st.session_state.pop("refused", None):
        draw_text(refused, "alert", key="correction-refused")
    clashes = st.session_state.get("clashes", [])
    clash = next((one for one in clashes if one[0] == record.id), None)
    if clash is None:
        return
    _, what, after, other = clash
    mine = msgspec.json.decode(after)
    with st.container(key="clash"):
        draw_text(f"{other.by} corrected the same in the meantime.", "heading", key="clash-heading")
        draw_text(f"Theirs: {edit_words(record, other)}", "body", key="clash-theirs")
        yours = Correction(id="", at="", by="", what=what, after=msgspec.Raw(after))
        draw_text(f"Yours: {value_words(record, yours)}", "body", key="clash-mine")
        with st.container(horizontal=True):
            if st.button("Keep mine", type="primary", key="clash-keep"):
                clashes.remove(clash)
                save_edit(record, what, mine, seen=other.id)
                st.rerun()
            if st.button("Keep theirs", key="clash-leave"):
                clashes.remove(clash)
                st.rerun()
