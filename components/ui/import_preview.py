"""What was read of a file, shown before it is kept: details, date and where it stands, what was cut away."""

from __future__ import annotations

import datetime as dt

import msgspec
import streamlit as st

from components.domain.article import word_count
from components.domain.errors import InputRefused, NotFound
from components.domain.plural import plural
from components.ingest.file_kinds import NAMES
from components.ingest.reading_result import Reading
from components.services.file_import import FileImport, ImportEntry
from components.services.import_entry import ReadContent, chosen_article
from components.ui.current_visitor import visitor_library
from components.ui.rows_with_buttons import Paragraph, cuts
from components.ui.text_nodes import draw_text
from components.ui.view_header import EARLIEST, LATEST

_FIRST = "first-words-"


def draw_preview(batch: FileImport, entry: ImportEntry, content: ReadContent) -> None:
    """The form of one file that was read, beside its paragraphs; each change is kept in the batch at once."""
    reading = content.reading
    key = f"{batch.key}-{entry.number}"
    for i, note in enumerate(reading.notes):
        draw_text(note, "alert", key=f"note-{key}-{i}")
    form, text = st.columns([2, 3], gap="large")
    with form:
        _draw_form(batch, entry, content, key)
    with text:
        draw_text(read_as(reading), "note", key=f"kind-{key}")
        _draw_paragraphs(batch, entry, reading, key)


def read_as(reading: Reading) -> str:
    """What kind of file it was read as, and what was left out."""
    cut = sum(bool(b.cut) for b in reading.blocks)
    left = f" · {plural(cut, 'paragraph')} cut away, in grey" if cut else ""
    return f"Read as {NAMES[reading.kind]}{left}"


def _draw_paragraphs(batch: FileImport, entry: ImportEntry, reading: Reading, key: str) -> None:
    """The paragraphs, to cut or bring back."""
    changed = set(entry.choices.changed)

    def toggle(number: str) -> None:
        now = batch.entry(entry.number).choices
        numbers = set(now.changed) ^ {int(number)}
        batch.choose({entry.number: msgspec.structs.replace(now, changed=tuple(sorted(numbers)))})

    blocks = [
        Paragraph(str(n), b.text, bool(b.cut) != (n in changed), b.cut or "cut by you")
        for n, b in enumerate(reading.blocks)
    ]
    cuts(blocks, key=f"cuts-{key}", on_toggle=toggle)


def _draw_form(batch: FileImport, entry: ImportEntry, content: ReadContent, key: str) -> None:
    choices, article, reading = entry.choices, content.article, content.reading
    known: dict[str, str | None] = {n: getattr(article, n) for n in ("title", "outlet", "byline", "url", "date")}
    # What a field begins with: as it was left before a reload, else as it was read.
    first = st.session_state.setdefault(f"{_FIRST}{key}", known | choices.details)
    try:
        words = plural(word_count(chosen_article(content, choices).text), "word")
    except InputRefused as error:
        draw_text(str(error), "alert", key=f"cut-all-{key}")
        words = "No word"
    where = f" · date: {reading.date_found}" if reading.date_found else ""
    draw_text(f"{words} · English{where}", "note", key=f"found-{key}")

    def keep() -> None:
        # Before the page runs: its button to add stands above the fields.
        _keep_details(batch, entry.number, known, key)

    st.text_input("Title", first["title"] or "", key=f"title-{key}", on_change=keep)
    left, right = st.columns(2)
    left.text_input("Outlet", first["outlet"] or "", key=f"outlet-{key}", on_change=keep)
    right.text_input("Byline", first["byline"] or "", key=f"byline-{key}", on_change=keep)
    left.text_input("Address", first["url"] or "", key=f"url-{key}", on_change=keep)
    right.date_input(
        "Article date",
        dt.date.fromisoformat(first["date"]) if first["date"] else None,
        min_value=EARLIEST,
        max_value=LATEST,
        help="Left empty, it is looked for in the text.",
        key=f"date-{key}",
        on_change=keep,
    )
    if earlier := _earlier(entry):
        draw_text(earlier, "alert", key=f"like-{key}")
        _offer_version(batch, entry, f"version-{key}")


def _keep_details(batch: FileImport, number: int, known: dict[str, str | None], key: str) -> None:
    """Keep what the fields say by now where it differs from what was read (``known``)."""
    now: dict[str, str | None] = {}
    for name in known:
        value = st.session_state[f"{name}-{key}"]
        if name == "date":
            now[name] = value.isoformat() if value else None
        else:
            now[name] = str(value or "").strip() or (None if name != "title" else "")
    details = {name: value for name, value in now.items() if value != known[name]}
    batch.choose({number: msgspec.structs.replace(batch.entry(number).choices, details=details)})


def forget_fields() -> None:
    """Have forms begin anew with what is kept: fields that weren't drawn in between have lost their words."""
    for name in [str(n) for n in st.session_state if str(n).startswith(_FIRST)]:
        del st.session_state[name]


def _offer_version(batch: FileImport, entry: ImportEntry, key: str) -> None:
    def turn() -> None:
        now = batch.entry(entry.number).choices
        batch.choose({entry.number: msgspec.structs.replace(now, as_version=bool(st.session_state[key]))})

    st.session_state[key] = entry.choices.as_version
    st.checkbox("Keep it as a later version of that article", key=key, on_change=turn)


def _earlier(entry: ImportEntry) -> str | None:
    """That the library holds nearly the same text, where it does."""
    if entry.like is None or entry.like.is_same_text:
        return None
    try:
        there = visitor_library().article(entry.like.id)
    except NotFound:
        title = "another of these files"
    else:
        title = f"“{there.title or there.filename or 'Untitled'}”"
    return f"{entry.like.share:.0%} of its words are those of {title}: it may be a corrected version."
