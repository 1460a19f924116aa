"""What came of the files, links and texts that were read in, before they are kept: progress, outcomes, what to add."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec
import streamlit as st

from components.domain.errors import InputRefused
from components.domain.natural_order import natural_key
from components.domain.plural import plural
from components.exports.newsroom_words import date_words
from components.exports.numbers_in_words import time_left
from components.ingest.ocr.client import INSTALL, ocr_installed
from components.services.file_import import FileImport, ImportEntry, Progress
from components.services.import_entry import ReadContent, chosen_article, ids_to_look_up, new_entries
from components.ui.current_visitor import visitor_library
from components.ui.import_preview import draw_preview, forget_fields
from components.ui.list_pages import draw_page_buttons, page_of
from components.ui.rows_with_buttons import Outcome, outcomes
from components.ui.text_nodes import draw_text

_LABELS = {"waiting": "waiting", "reading": "reading", "read": "read", "refused": "not taken", "cancelled": "stopped"}
_ROWS = 50  # of a page of the list
_MANY = 20  # files, from which on the list of those being read is left out
_KINDS = {"All": None, "Read": "read", "Not taken": "refused", "Stopped": "cancelled"}


def draw_batch(batch: FileImport) -> None:
    """Progress while it is read, then a form for one article or a list of many."""
    if batch.running and len(batch.entries()) < _MANY:
        batch.wait(0.4)  # most single files are read in less
    if batch.running:
        _follow_reading()
        return
    entries = _by_name(batch.entries())
    if not entries:
        return
    content = batch.content(entries[0].number) if len(entries) == 1 else None
    if content is not None:
        _draw_one(batch, entries[0], content)
    else:
        _draw_many(batch, entries)


def _by_name(entries: Sequence[ImportEntry]) -> list[ImportEntry]:
    """As people look for files: a browser gives those of a folder in no order."""
    return sorted(entries, key=lambda e: natural_key(e.name))


@st.fragment(run_every=0.5)
def _follow_reading() -> None:
    """Progress while files are read; what was read so far stays when the rest is stopped."""
    batch = visitor_library().unfinished_import()
    if batch is None or not batch.running:
        st.rerun()
        return
    entries, now = batch.entries(), batch.progress()
    share = now.pages[0] / max(1, now.pages[1]) if now.pages else 0.0
    st.progress(min(1.0, (now.done + share) / max(1, now.of)), text=_progress_words(now))
    if (now.of > 1 or now.pages) and st.button("Stop reading", key="stop-reading"):
        batch.cancel()
    if now.of >= _MANY:
        draw_text("You can close this page: the files are read in the background.", "note", key="later")
        # Those at work, and what wasn't taken: the whole list comes when all are read.
        entries = [e for e in entries if e.state == "reading"] + [e for e in entries if e.state == "refused"][-_MANY:]
    else:
        entries = _by_name(entries)
    _draw_list(entries, "outcomes-running")


def _progress_words(now: Progress) -> str:
    words = f"{now.done:,} of {now.of:,} read" if now.of > 1 or not now.pages else "Recognising text"
    if now.refused and now.of >= _MANY:
        words += f" · {now.refused:,} not taken"
    if now.pages:
        words += f" · page {min(now.pages[0] + 1, now.pages[1])} of {now.pages[1]} is recognised"
    return words + (f" · {time_left(now.seconds)}" if now.seconds is not None and now.of >= _MANY else "")


def _draw_one(batch: FileImport, entry: ImportEntry, content: ReadContent) -> None:
    """One article: its form, with adding on top."""
    new = new_entries([entry], visitor_library().are_there(ids_to_look_up([entry])))
    there = entry.like if not new else None
    with st.container(key="batch-act", horizontal=True, vertical_alignment="center"):
        draw_text(entry.name, "heading", key="batch-name")
        if there is not None:
            if st.button("Open the one that is there", type="primary", key="open-there"):
                visitor_library().discard_import()
                st.session_state["go_to"] = there.id
                st.rerun()
        elif st.button("Add to the library", type="primary", key="add-one", disabled=_all_cut(content, entry)):
            _add()
        if st.button("Discard", key="discard"):
            _discard()
    if there is not None:
        draw_text("The library holds this very text already.", "alert", key="same")
    _offer_recognition(batch, [entry])
    draw_preview(batch, entry, content)


def _all_cut(content: ReadContent, entry: ImportEntry) -> bool:
    """Whether nothing is left of the article as it was cut."""
    try:
        chosen_article(content, entry.choices)
    except InputRefused:
        return True
    return False


def _draw_many(batch: FileImport, entries: Sequence[ImportEntry]) -> None:
    """Many files: what is to be added on top, below it their outcomes, or the one that is looked at."""
    state = st.session_state
    known = visitor_library().are_there(ids_to_look_up(entries))
    good = [e for e in entries if e.found is not None]
    new = new_entries(entries, known)
    refused = sum(e.state == "refused" for e in entries)
    with st.container(key="batch-act", horizontal=True, vertical_alignment="center"):
        there = f", {len(good) - len(new):,} there already" if len(good) > len(new) else ""
        draw_text(f"{plural(len(good), 'file')} read, {refused:,} not taken{there}.", "body", key="batch-sum")
        if new and st.button(f"Add {plural(len(new), 'article')}", type="primary", key="add-many"):
            with st.spinner("Adding…", show_time=len(new) > _ROWS):
                _add()
        if st.button("Discard these files", key="discard"):
            _discard()
    _offer_versions(batch, [e for e in new if e.like is not None])
    _offer_recognition(batch, entries)
    one = next((e for e in good if e.number == state.get("looking")), None)
    content = batch.content(one.number) if one is not None else None
    if one is None or content is None:
        forget_fields()
        _draw_pages(batch, entries, known)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        draw_text(one.name, "heading", key="looking-at")
        if st.button("Done with this one", key="looked"):
            state.pop("looking", None)
            st.rerun()
    draw_preview(batch, one, content)


def _draw_pages(batch: FileImport, entries: Sequence[ImportEntry], known: Collection[str]) -> None:
    """The outcomes, a page of them at a time, all or those that came out one way."""
    if len(entries) > _ROWS:
        kinds = [name for name, of in _KINDS.items() if of is None or any(e.state == of for e in entries)]
        chosen = st.segmented_control("Files shown", kinds, default="All", key="outcomes-kind", required=True)
        entries = [e for e in entries if _KINDS[chosen or "All"] in {None, e.state}]
    page = page_of(len(entries), _ROWS, "outcomes")
    _draw_list(entries[page * _ROWS : (page + 1) * _ROWS], "outcomes", batch, known)
    draw_page_buttons(len(entries), _ROWS, "outcomes")


def _offer_versions(batch: FileImport, versions: Sequence[ImportEntry]) -> None:
    """Whether texts that are nearly an earlier one are kept as its later versions."""
    if not versions:
        return

    def turn() -> None:
        on = bool(st.session_state["as-versions"])
        batch.choose({e.number: msgspec.structs.replace(e.choices, as_version=on) for e in versions})

    st.session_state["as-versions"] = all(e.choices.as_version for e in versions)
    st.checkbox(
        f"Keep {len(versions)} that {'is' if len(versions) == 1 else 'are'} nearly the same as an earlier text as its"
        " later version",
        key="as-versions",
        on_change=turn,
    )


def _offer_recognition(batch: FileImport, entries: Sequence[ImportEntry]) -> None:
    """PDF files whose words look damaged can be read as pictures instead."""
    damaged = [e for e in entries if e.damaged]
    how = "" if ocr_installed() else f" {INSTALL}"
    if len(damaged) > 3:  # more than can be decided one by one on top of a page
        draw_text(f"The words of {len(damaged):,} PDF files look damaged.{how}", "alert", key="damaged-many")
        if not how and st.button("Read them by text recognition instead", key="ocr-many"):
            batch.recognise([e.number for e in damaged])
            st.rerun()
        return
    for one in damaged:
        draw_text(f"{one.name}: its words look damaged.{how}", "alert", key=f"damaged-{one.number}")
        # Its name is a stranger's words: never in a label.
        if not how and st.button("Read it by text recognition instead", key=f"ocr-{one.number}"):
            batch.recognise([one.number])
            st.rerun()


def _draw_list(
    entries: Sequence[ImportEntry], key: str, batch: FileImport | None = None, known: Collection[str] | None = None
) -> None:
    """The outcomes; where ``batch`` is given, each can be looked at and left out."""
    if known is None:
        known = visitor_library().are_there(ids_to_look_up(entries))
    rows = [
        Outcome(
            str(e.number),
            e.name,
            e.state,
            _LABELS[e.state],
            _facts(e, known),
            "Look" if batch is not None and e.found else "",
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


def _facts(entry: ImportEntry, known: Collection[str]) -> str:
    """One line on what was read, or why it was not; ``known`` are the ids of the library's articles."""
    if entry.found is None:
        return entry.why
    details = {"title": entry.found.title, "date": entry.found.date} | entry.choices.details
    date = date_words(details["date"]) if details["date"] else "date to be read from the text"
    facts = [details["title"] or "untitled", plural(entry.found.words, "word"), date]
    if entry.like is not None:
        where = "an article of the library" if entry.like.id in known else "another of these files"
        share = "the same text" if entry.like.is_same_text else f"{entry.like.share:.0%} the same text"
        facts.append(f"{share} as {where}")
    return " · ".join(facts)


def _add() -> None:
    """Keep what is new; one article opens, of many the progress is shown."""
    state = st.session_state
    added = visitor_library().finish_import()
    for name in ("looking", "added", "outcomes-page"):
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
