"""What was corrected: how many, undo and redo, the machine's own reading, the list, as a file and from one."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.domain.errors import DatelineError
from components.domain.ids import slug
from components.domain.record import Correction, Record
from components.exports.edits import thing_words, value_words
from components.exports.words import plural
from components.ui.access import room
from components.ui.clock import at_reader
from components.ui.correcting import draw_trouble, may_correct
from components.ui.lists import Outcome, outcomes
from components.ui.safe import say

LOOK = 2.5  # seconds after which an open page looks for others' corrections


def draw_corrections(record: Record) -> None:
    """The row of corrections under the head; nothing where nothing was ever corrected."""
    version = room().corrections_version(record.id)
    _watch(record.id, version)
    draw_trouble(record)
    machine = st.query_params.get("reading") == "machine"
    kept = room().history(record.id)
    if not kept:
        return
    effective = sum(k.undone_at is None for k in kept)
    with st.container(horizontal=True, vertical_alignment="center", key="corrections"):
        if machine:
            say(
                "As the machine read it, without corrections; the article’s details are as they were set",
                "note",
                key="corrections-sum",
            )
        else:
            stale = sum(not c.fits for c in record.corrections)
            more = f", {stale} of which no longer fit" if stale else ""
            say(f"{plural(effective, 'correction')}{more}", "note", key="corrections-sum")
        if may_correct(record):
            if effective and st.button("Undo", key="undo-last", help="Undo the last correction"):
                _do(lambda: room().undo(record.id))
            if effective < len(kept) and st.button("Redo", key="redo-last", help="Do again what was undone last"):
                _do(lambda: room().redo(record.id))
        if st.button("All corrections", key="corrections-all"):
            _all(record)
        label = "Show it corrected" if machine else "Show the machine's own reading"
        if st.button(label, key="machine-toggle"):
            if machine:
                st.query_params.pop("reading", None)
            else:
                st.query_params["reading"] = "machine"
            st.rerun()


def _do(act: Callable[[], object]) -> None:
    try:
        act()
    except DatelineError as error:
        st.session_state["refused"] = str(error)
    st.rerun()


@st.fragment(run_every=LOOK)
def _watch(article_id: str, drawn: str) -> None:
    """Draws the page anew when somebody else corrected, undid or redid something."""
    try:
        now = room().corrections_version(article_id)
    except DatelineError:
        return
    if now != drawn:
        st.rerun()


def _change(record: Record, edit: Correction) -> str:
    """What was and what is; of what was added or merged what is alone."""
    before, after = value_words(record, edit, before=True), value_words(record, edit)
    return f"{before} → {after or '–'}" if before else after or "–"


@st.dialog("Corrections", width="large")
def _all(record: Record) -> None:
    """Every correction, each to be undone or done again; as a file, and from one."""
    fits = {c.id: c.fits for c in record.corrections}
    kept = room().history(record.id)
    mine = may_correct(record)
    rows = [
        Outcome(
            k.edit.id,
            thing_words(record, k.edit),
            "cancelled" if k.undone_at else "read" if fits.get(k.edit.id, True) else "refused",
            "undone" if k.undone_at else "in effect" if fits.get(k.edit.id, True) else "no longer fits",
            f"{_change(record, k.edit)} · {k.edit.by}, {at_reader(k.edit.at):%d %b %Y, %H:%M}",
            ("Do again" if k.undone_at else "Undo") if mine else "",
        )
        for k in reversed(kept)
    ]
    undone = {k.edit.id for k in kept if k.undone_at}

    def turn(edit_id: str) -> None:
        (room().redo if edit_id in undone else room().undo)(record.id, edit_id)

    outcomes(rows, key="corrections-list", on_pick=turn)
    with st.container(horizontal=True):
        if mine and len(undone) < len(kept) and st.button("Undo all", key="undo-all"):
            _do(lambda: room().undo_all(record.id))
        if mine and undone and st.button("Do all again", key="redo-all"):
            _do(lambda: room().redo_all(record.id))
        if room().may("export", record.id):
            st.download_button(
                "Take the corrections away", lambda: room().corrections_file(record.id, record.title),
                file_name=f"{slug(record.title)}-corrections.json", mime="application/json", on_click="ignore",
                key="corrections-file",
            )  # fmt: skip
    if mine:
        file = st.file_uploader("Bring in corrections from a file", key="corrections-in")
        if file is not None and st.button("Bring them in", key="corrections-take"):
            try:
                new, stale = room().bring_in(record.id, file.getvalue())
            except DatelineError as error:
                say(str(error), "alert", key="bring-in-refused")
                return
            say(f"{plural(new, 'correction')} brought in; {stale} no longer fit.", "body", key="brought-in")
