"""What came of the files, links and texts that were read in, before they are kept: progress, outcomes, what to add."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import streamlit as st

from components.domain.article import word_count
from components.domain.errors import InputRefused
from components.domain.plural import plural
from components.exports.newsroom_words import date_words
from components.ingest.ocr.client import INSTALL, ocr_installed
from components.services.file_import import FileImport, ImportEntry
from components.services.import_entry import chosen_article, is_new
from components.ui.current_visitor import visitor_library
from components.ui.import_preview import draw_preview, forget_fields
from components.ui.rows_with_buttons import Outcome, outcomes
from components.ui.text_nodes import draw_text

_LABELS = {"waiting": "waiting", "reading": "reading", "read": "read", "refused": "not taken", "cancelled": "stopped"}


def draw_batch(batch: FileImport) -> None:
    """Progress while it is read, then a form for one article or a list of many."""
    if batch.running:
        batch.wait(0.4)  # most single files are read in less
    if batch.running:
        _follow_reading()
        return
    entries = batch.entries()
    if not entries:
        visitor_library().discard_import()
        return
    if len(entries) == 1 and entries[0].article is not None:
        _draw_one(batch, entries[0])
    else:
        _draw_many(batch, entries)


@st.fragment(run_every=0.5)
def _follow_reading() -> None:
    """Progress while files are read; what was read so far stays when the rest is stopped."""
    batch = visitor_library().unfinished_import()
    if batch is None or not batch.running:
        st.rerun()
        return
    entries = batch.entries()
    done = sum(e.state not in {"waiting", "reading"} for e in entries)
    pages = next((e.pages for e in entries if e.state == "reading" and e.pages), None)
    share = pages[0] / max(1, pages[1]) if pages else 0.0
    words = f"{done} of {len(entries)} read" if len(entries) > 1 or not pages else "Recognising text"
    if pages:
        words += f" · page {min(pages[0] + 1, pages[1])} of {pages[1]} is recognised"
    st.progress(min(1.0, (done + share) / max(1, len(entries))), text=words)
    if (len(entries) > 1 or pages) and st.button("Stop reading", key="stop-reading"):
        batch.cancel()
    _draw_list(entries, "outcomes-running")


def _draw_one(batch: FileImport, entry: ImportEntry) -> None:
    """One article: its form, with adding on top."""
    known = {a.id for a in visitor_library().listing()}
    there = entry.like if not is_new(entry, [entry], known) else None
    refused = _refused(entry)
    with st.container(key="batch-act", horizontal=True, vertical_alignment="center"):
        draw_text(entry.name, "heading", key="batch-name")
        if there is not None:
            if st.button("Open the one that is there", type="primary", key="open-there"):
                visitor_library().discard_import()
                st.session_state["go_to"] = there.id
                st.rerun()
        elif st.button("Add to the library", type="primary", key="add-one", disabled=refused is not None):
            _add()
        if st.button("Discard", key="discard"):
            _discard()
    if there is not None:
        draw_text("The library holds this very text already.", "alert", key="same")
    _offer_recognition(batch, [entry])
    draw_preview(batch, entry)


def _refused(entry: ImportEntry) -> str | None:
    """Why the article can't be added as it was cut."""
    try:
        chosen_article(entry)
    except InputRefused as error:
        return str(error)
    return None


def _draw_many(batch: FileImport, entries: Sequence[ImportEntry]) -> None:
    """Many files: what is to be added on top, below it their outcomes, or the one that is looked at."""
    state = st.session_state
    known = {a.id for a in visitor_library().listing()}
    good = [e for e in entries if e.article is not None]
    new = [e for e in good if is_new(e, entries, known)]
    refused = sum(e.state == "refused" for e in entries)
    with st.container(key="batch-act", horizontal=True, vertical_alignment="center"):
        there = f", {len(good) - len(new)} there already" if len(good) > len(new) else ""
        draw_text(f"{plural(len(good), 'file')} read, {refused} not taken{there}.", "body", key="batch-sum")
        if new and st.button(f"Add {plural(len(new), 'article')}", type="primary", key="add-many"):
            _add()
        if st.button("Discard these files", key="discard"):
            _discard()
    _offer_versions(batch, [e for e in new if e.like is not None])
    _offer_recognition(batch, entries)
    one = next((e for e in good if e.number == state.get("looking")), None)
    if one is None:
        forget_fields()
        _draw_list(entries, "outcomes", batch)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        draw_text(one.name, "heading", key="looking-at")
        if st.button("Done with this one", key="looked"):
            state.pop("looking", None)
            st.rerun()
    draw_preview(batch, one)


def _offer_versions(batch: FileImport, versions: Sequence[ImportEntry]) -> None:
    """Whether texts that are nearly an earlier one are kept as its later versions."""
    if not versions:
        return

    def turn() -> None:
        for one in versions:
            choices = batch.entry(one.number).choices
            batch.choose(one.number, msgspec.structs.replace(choices, as_version=st.session_state["as-versions"]))

    st.session_state["as-versions"] = all(e.choices.as_version for e in versions)
    st.checkbox(
        f"Keep {len(versions)} that {'is' if len(versions) == 1 else 'are'} nearly the same as an earlier text as its"
        " later version",
        key="as-versions",
        on_change=turn,
    )


def _offer_recognition(batch: FileImport, entries: Sequence[ImportEntry]) -> None:
    """PDF files whose words look damaged can be read as pictures instead."""
    for one in entries:
        if not one.damaged:
            continue
        how = "" if ocr_installed() else f" {INSTALL}"
        draw_text(f"{one.name}: its words look damaged.{how}", "alert", key=f"damaged-{one.number}")
        # Its name is a stranger's words: never in a label.
        if not how and st.button("Read it by text recognition instead", key=f"ocr-{one.number}"):
            batch.recognise(one.number)
            st.rerun()


def _draw_list(entries: Sequence[ImportEntry], key: str, batch: FileImport | None = None) -> None:
    """The outcomes; where ``batch`` is given, each can be looked at and left out."""
    known = {a.id for a in visitor_library().listing()}
    rows = [
        Outcome(
            str(e.number),
            e.name,
            e.state,
            _LABELS[e.state],
            _facts(e, known),
            "Look" if batch is not None and e.article else "",
            "Leave out" if batch is not None else "",
        )
        for e in entries
    ]

    def leave_out(number: str) -> None:
        if batch is not None:
            batch.leave_out(int(number))

    outcomes(rows, key=key, on_pick=_look, on_drop=leave_out)


def _look(number: str) -> None:
    st.session_state["looking"] = int(number)


def _facts(entry: ImportEntry, known: set[str]) -> str:
    """One line on what was read, or why it was not; ``known`` are the ids of the library's articles."""
    if entry.article is None:
        return entry.why
    article = entry.article
    details = {"title": article.title, "date": article.date} | entry.choices.details
    date = date_words(details["date"]) if details["date"] else "date to be read from the text"
    facts = [details["title"] or "untitled", plural(word_count(article.text), "word"), date]
    if entry.like is not None:
        where = "an article of the library" if entry.like.id in known else "another of these files"
        share = "the same text" if entry.like.is_same_text else f"{entry.like.share:.0%} the same text"
        facts.append(f"{share} as {where}")
    return " · ".join(facts)


def _add() -> None:
    """Keep what is new; one article opens, of many the progress is shown."""
    state = st.session_state
    added = visitor_library().finish_import()
    for name in ("looking", "added"):
        state.pop(name, None)
    if len(added) == 1:
        state["go_to"] = added[0][0].id
    else:
        state["added"] = [(one.id, title) for one, title in added]
    st.rerun()


def _discard() -> None:
    visitor_library().discard_import()
    st.session_state.pop("looking", None)
    st.rerun()
