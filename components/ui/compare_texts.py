"""The compared texts beside the comparison, all in sight, and what is picked in all of them at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from components.collection.comparison.passages import Place
from components.domain.record import Record
from components.exports.compare_labels import ArticleLabel
from components.exports.compare_lines import LinesRow, lines_data
from components.exports.compare_texts import compared_text
from components.exports.numbers_in_words import first_up
from components.ui import page_address
from components.ui.article_pane import article_component
from components.ui.text_nodes import component, draw_text

_pick = component(
    "compare_pick", '<p class="told" aria-live="polite"></p>', after=("dom", "pick_state", "follow_picks")
)
_lines = component("compare_lines", after=("dom", "pick_state"))


def draw_texts(
    records: Sequence[Record],
    labels: Sequence[ArticleLabel],
    places: Mapping[str, Sequence[Place]],
    shown: Collection[str],
    style: str,
) -> None:
    """The texts side by side (in a narrow window a sheet); ``shown`` are the rows whose passages are marked."""
    with st.container(key="compare-texts", horizontal=True, gap=None):
        for n, (record, label) in enumerate(zip(records, labels, strict=True)):
            with st.container(key=f"compare-text-{n}", gap="small"):
                draw_text(first_up(label.name), "note", key=f"compare-name-{n}")
                bar = label.name if n == 0 else ""
                text = compared_text(record, places, shown, style, bar=bar)
                article_component(data=text, key=f"compared-{n}")
    _draw_pick(labels, places)


@st.fragment
def _draw_pick(labels: Sequence[ArticleLabel], places: Mapping[str, Sequence[Place]]) -> None:
    """What is picked: it is told to the address while the rest of the page stays."""
    asked = page_address.current_address().mark

    def picked() -> None:
        page_address.take_pick(st.session_state["compare-pick"].get("picked"))

    there = {p.article for p in places.get(asked or "", ())}
    where = [one.name for one in labels if one.id in there]
    _pick(
        data={
            "id": asked if asked in places else "",
            **page_address.pick_state(),
            "labels": [first_up(one.name) for one in labels],
            "said": f"Shown in {', '.join(where)}." if where else "",
        },
        key="compare-pick",
        on_picked_change=picked,
    )
    if asked and asked not in places:
        draw_text("What this address picks is not in this comparison.", "alert", key="mark-gone")


def draw_lines(rows: Sequence[LinesRow], *, key: str, label: str) -> None:
    """Passages with what differs marked; nothing where there are none. ``label`` is our own words."""
    if rows:
        _lines(data=lines_data(rows, label), key=key)
