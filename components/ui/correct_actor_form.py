"""The forms that correct the chosen actor: name, kind, role; merge, split, remove."""

from __future__ import annotations

from typing import get_args

import pandas as pd
import streamlit as st

from components.domain.clickable_marks import mention_id
from components.domain.correction_replay import edit_path
from components.domain.correction_values import Split
from components.domain.record import Actor, ActorKind, Record
from components.exports.newsroom_words import ACTOR_KINDS, FORMS
from components.ui import page_address
from components.ui.correct_item_form import NOBODY, actor_choice
from components.ui.save_correction import may_correct, named_reader, save_edit, save_edits
from components.ui.text_nodes import draw_text

KINDS: list[ActorKind] = list(get_args(ActorKind))


def correct_actor(record: Record, actor: Actor) -> None:
    """The forms, folded away; nothing where the visitor may not correct."""
    if not may_correct(record):
        return
    with st.expander("Correct this actor", key="actor-fold"):
        if not named_reader():
            return
        _fields(record, actor)
        _merge(record, actor)
        _split(record, actor)


def _fields(record: Record, actor: Actor) -> None:
    with st.form("actor-form", border=False):
        name = st.text_input("Name", actor.name, key=f"name-{actor.id}", max_chars=120)
        kind = st.selectbox(
            "Kind", KINDS, index=KINDS.index(actor.kind), format_func=ACTOR_KINDS.__getitem__, key=f"kind-{actor.id}"
        )
        role = st.text_input("Role", actor.role or "", key=f"role-{actor.id}", max_chars=120)
        with st.container(horizontal=True):
            save = st.form_submit_button("Save", type="primary", key="save-actor")
            remove = st.form_submit_button("No actor: remove", key="remove-actor")
    if save:
        before = {"name": actor.name, "kind": actor.kind, "role": actor.role}
        after = {"name": name.strip(), "kind": kind, "role": role.strip() or None}
        changed = {field: value for field, value in after.items() if value != before[field]}
        save_edits(record, [(edit_path("actors", actor.id, field), value) for field, value in changed.items()])
        st.rerun()
    elif remove and save_edit(record, edit_path("actors", actor.id, "removed"), True):
        page_address.narrow_to(None)
        st.rerun()


def _merge(record: Record, actor: Actor) -> None:
    if len(record.actors) < 2:
        return
    with st.form("merge-form", border=False):
        into = actor_choice("It is the same as", record, NOBODY, key=f"into-{actor.id}", none="nobody else")
        if st.form_submit_button("Merge", key="save-merge") and into and into != actor.id:
            if save_edit(record, edit_path("actors", actor.id, "into"), into):
                page_address.narrow_to(into)
            st.rerun()


def _split(record: Record, actor: Actor) -> None:
    if len(actor.mentions) < 2:
        return
    draw_text("Some of these mentions are of somebody else", "heading", key="split-heading")
    frame = pd.DataFrame(
        [[mention_id(m), _around(record, m.start, m.end), FORMS[m.form]] for m in actor.mentions],
        columns=["id", "Words", "How"],
    )
    event = st.dataframe(
        frame, hide_index=True, column_config={"id": None}, on_select="rerun", selection_mode="multi-row",
        key=f"split-{actor.id}", height=min(240, 38 + 35 * len(frame)),
    )  # fmt: skip
    rows = event["selection"]["rows"]
    with st.form("split-form", border=False):
        name = st.text_input("Who that is", key=f"split-name-{actor.id}", max_chars=120)
        if st.form_submit_button("Split off the picked mentions", key="save-split"):
            spans = tuple((actor.mentions[r].start, actor.mentions[r].end) for r in rows if r < len(actor.mentions))
            if not spans or not name.strip() or len(spans) == len(actor.mentions):
                draw_text("Pick some of the mentions, not all, and say who that is.", "alert", key="split-no")
                return
            save_edit(record, edit_path("actors", actor.id, "split"), Split(name.strip(), actor.kind, spans))
            st.rerun()


def _around(record: Record, start: int, end: int, more: int = 28) -> str:
    left, right = record.text[max(0, start - more) : start], record.text[end : end + more]
    return " ".join(f"{left}[{record.text[start:end]}]{right}".split())
