"""Two to six articles side by side: what all have, what one alone has; two versions of a story; all texts in sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from components.collection.cast import Decision
from components.collection.comparison import Comparison, compare
from components.domain.ids import digest
from components.domain.record import Record
from components.exports.compare_headline import finding
from components.exports.compare_labels import ArticleLabel, article_labels, version_labels
from components.exports.compare_lines import headline_id, headline_place
from components.ui import compare_address, page_address
from components.ui.cached_readings import record_version
from components.ui.chart import draw_chart_marks
from components.ui.compare_open import open_compared
from components.ui.compare_parts import Compared, Part, parts_of
from components.ui.compare_texts import draw_texts
from components.ui.current_visitor import visitor_library
from components.ui.navigation import BY_NAME
from components.ui.share_dialog import draw_sharing
from components.ui.text_nodes import draw_copy_button, draw_text
from components.ui.view_header import draw_navigation


@st.cache_data(max_entries=20, show_spinner=False)
def compared(
    version: str, _records: Sequence[Record], _decisions: Sequence[Decision], version_of: Mapping[str, str | None]
) -> Comparison:
    return compare(_records, _decisions, version_of)


@st.dialog("Share this comparison")
def share() -> None:
    draw_text(
        "The link shows this comparison and opens its articles. Nothing else of the library can be seen through it.",
        "note",
        key="share-what",
    )
    query = {k: v for k, v in page_address.filters().items() if k != "article"}
    if mark := page_address.current_address().mark:
        query["mark"] = mark
    draw_sharing("compare", query, lambda: [r.id for r in records])


def draw_tools() -> None:
    draw_copy_button("Copy link", compare_address.link(), key="copy-view", picked=True)
    may = all(visitor_library().may("share", r.id) for r in records)
    if may and st.button("Share", key="share-view", type="tertiary"):
        st.session_state.pop("share_made", None)
        share()


def draw_head(labels: Sequence[ArticleLabel]) -> None:
    versions = found.versions is not None and len(records) == 2
    told = dict.fromkeys(r.title for r in records) if versions else [one.name for one in labels]
    with st.container(key="head", gap="small"):
        draw_text("Two versions of a story" if versions else f"{len(records)} articles compared", "title", key="title")
        draw_text(" · ".join(told), "facts", key="facts")
        with st.container(key="compare-tools", horizontal=True, gap=None, vertical_alignment="center"):
            draw_tools()
    draw_text(finding(found, records, labels), "finding", key="finding")


if opening := st.session_state.pop("go_to", None):
    share_kept = {"share": st.query_params["share"]} if "share" in st.query_params else {}
    st.switch_page(BY_NAME["overview"].path, query_params={"article": opening, **share_kept})
draw_navigation("compare")
records, version_of = open_compared(compare_address.compared_ids())
decisions = visitor_library().decisions_on([r.id for r in records])
version = digest(*(record_version(r) for r in records), repr(decisions), length=20)
found = compared(version, records, decisions, version_of)
labels = article_labels(records)
if found.versions is not None:
    labels = version_labels(labels, found.versions)
with st.container(key="columns"):
    left, right = st.columns([9, 11], gap="large")
parts = parts_of(Compared(found, records, labels))
with left.container(key="main"):
    draw_head(labels)
    name = st.segmented_control(
        "Part of the comparison",
        list(parts),
        format_func=lambda one: parts[one].title,
        default=next(iter(parts)),
        key="part",
        bind="query-params",
        label_visibility="collapsed",
        required=True,
    )
    part: Part = parts.get(name or "", next(iter(parts.values())))
    shown = part.draw(Compared(found, records, labels))
places = found.places() | {headline_id(r): headline_place(r) for r in records}
with right.container(key="beside", gap="small"):
    draw_texts(records, labels, places, shown, part.style)
draw_chart_marks({})
