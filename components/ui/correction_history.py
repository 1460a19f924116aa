"""What was corrected: how many, undo and redo, the machine's own reading, the list, as a file and from one."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.domain.correction_checks import is_readable
from components.domain.correction_replay import is_check
from components.domain.correction_values import FILE_BYTES, FILE_EDITS
from components.domain.errors import DatelineError
from components.domain.ids import slug
from components.domain.plural import plural
from components.domain.record import Correction, Record
from components.exports.corrections_table import CorrectionWords
from components.store.correction_queries import StoredEdit
from components.ui.current_visitor import made_for, visitor_library
from components.ui.local_time import time_words
from components.ui.rows_with_buttons import Outcome, outcomes
from components.ui.save_correction import CORRECTING, draw_trouble, may_correct
from components.ui.text_nodes import draw_text

LOOK = 2.5  # seconds after which an open page looks for others' corrections
LISTED = 300  # corrections at first, the newest; as many more each time that older ones are asked for


def draw_corrections(record: Record) -> None:
    """The row of corrections under the head; nothing where nothing was ever corrected."""
    version = visitor_library().corrections_version(record.id)
    _watch(record.id, version)
    draw_trouble(record)
    machine = st.query_params.get("reading") == "machine"
    stored = [k for k in visitor_library().history(record.id) if not is_check(k.edit)]
    if not stored:
        return
    effective = sum(k.undone_at is None for k in stored)
    with st.container(horizontal=True, vertical_alignment="center", key="corrections"):
        if machine:
            draw_text(
                "As the machine read it, without corrections; the article’s details are as they were set",
                "note",
                key="corrections-sum",
            )
        else:
            stale = sum(not c.fits for c in record.corrections if not is_check(c))
            more = f", {stale} of which no longer fit" if stale else ""
            draw_text(f"{plural(effective, 'correction')}{more}", "note", key="corrections-sum")
        if may_correct(record):
            made = [k for k in stored if k.undone_at is None]
            undone = sorted((k for k in stored if k.undone_at is not None), key=lambda k: (k.undone_at or "", -k.seq))
            # Both keep their places, so that a second click on one isn't a first on the other.
            if _small("Undo", "undo-last", "Undo the last correction", disabled=not made):
                _do(lambda: visitor_library().undo(record.id, made[-1].edit.id))
            if _small("Redo", "redo-last", "Do again what was undone last", disabled=not undone):
                _do(lambda: visitor_library().redo(record.id, undone[-1].edit.id))
        if _small("All corrections", "corrections-all"):
            _all(record)
        label = "Show it corrected" if machine else "Show the machine's own reading"
        if (effective or machine) and _small(label, "machine-toggle"):
            if machine:
                st.query_params.pop("reading", None)
            else:
                st.query_params["reading"] = "machine"
            st.rerun()


def _small(label: str, key: str, help_: str | None = None, *, disabled: bool = False) -> bool:
    return st.button(label, key=key, help=help_, disabled=disabled, type="tertiary")


def _do(act: Callable[[], object]) -> None:
    try:
        act()
    except DatelineError as error:
        st.session_state["refused"] = str(error)
    st.session_state.pop(CORRECTING, None)  # an open form would hold what was before
    st.rerun()


@st.fragment(run_every=LOOK)
def _watch(article_id: str, drawn: str) -> None:
    """Draws the page anew when somebody else corrected, undid or redid something."""
    try:
        now = visitor_library().corrections_version(article_id)
    except DatelineError:
        return
    if now != drawn:
        st.rerun()


def _change(words: CorrectionWords, edit: Correction) -> str:
    """What was and what is; of what was added or merged what is alone."""
    before, after = words.value(edit, before=True), words.value(edit)
    return f"{before} → {after or '–'}" if before else after or "–"


def _row(words: CorrectionWords, one: StoredEdit, fits: bool, mine: bool) -> Outcome:
    """A correction in the list."""
    if one.undone_at:
        state, label = "cancelled", "undone"
    elif not is_readable(one.edit):
        state, label = "refused", "unreadable"
    else:
        state, label = ("read", "in effect") if fits else ("refused", "no longer fits")
    facts = f"{_change(words, one.edit)} · {one.edit.by}, {time_words(one.edit.at)}"
    return Outcome(
        one.edit.id, words.thing(one.edit), state, label, facts, ("Do again" if one.undone_at else "Undo") * mine
    )


@st.dialog("Corrections", width="large")
def _all(record: Record) -> None:
    """Every correction, each to be undone or done again; as a file, and from one."""
    fits = {c.id: c.fits for c in record.corrections}
    stored = [k for k in visitor_library().history(record.id) if not is_check(k.edit)]
    mine = may_correct(record)
    words = CorrectionWords(record)
    most = st.session_state.get("corrections-most", LISTED)
    newest = stored[: -most - 1 : -1]
    rows = [_row(words, k, fits.get(k.edit.id, True), mine) for k in newest]
    undone = {k.edit.id for k in stored if k.undone_at}

    def turn(edit_id: str) -> None:
        try:
            (visitor_library().redo if edit_id in undone else visitor_library().undo)(record.id, edit_id)
        except DatelineError as error:  # somebody else did it already
            st.session_state["refused"] = str(error)

    outcomes(rows, key="corrections-list", on_pick=turn)
    if len(stored) > len(newest):
        draw_text(
            f"The newest {len(newest):,} of {len(stored):,} corrections are listed.", "note", key="corrections-listed"
        )
        more = {"corrections-most": most + LISTED}
        st.button("List older ones", key="corrections-older", on_click=st.session_state.update, args=(more,))
    with st.container(horizontal=True):
        if mine and len(undone) < len(stored) and st.button("Undo all", key="undo-all"):
            _do(lambda: visitor_library().undo_all(record.id))
        if mine and undone and st.button("Do all again", key="redo-all"):
            _do(lambda: visitor_library().redo_all(record.id))
        if visitor_library().may("export", record.id):
            here = visitor_library()
            st.download_button(
                "Take the corrections away",
                made_for(record.id, lambda: here.corrections_file(record.id, record.title)),
                file_name=f"{slug(record.title)}-corrections.json", mime="application/json", on_click="ignore",
                key="corrections-file",
            )  # fmt: skip
    if mine:
        file = st.file_uploader("Bring in corrections from a file", key="corrections-in")
        draw_text(f"At most {FILE_EDITS:,} corrections and {FILE_BYTES // 2**20} MB.", "note", key="corrections-limits")
        if file is not None and st.button("Bring them in", key="corrections-take"):
            try:
                new, stale = visitor_library().import_corrections(record.id, file.getvalue())
            except DatelineError as error:
                draw_text(str(error), "alert", key="bring-in-refused")
                return
            draw_text(f"{plural(new, 'correction')} brought in; {stale} no longer fit.", "body", key="brought-in")
