"""What was read of a file, shown before it is kept: details, date and where it stands, what was cut away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import msgspec
import streamlit as st

from components.domain.article import Article, word_count
from components.domain.errors import InputRefused
from components.domain.original_file import Original
from components.domain.plural import plural
from components.ingest.file_kinds import NAMES
from components.ingest.reading_result import Reading, article_of
from components.services.file_import import ImportEntry, original_of
from components.ui.current_visitor import visitor_library
from components.ui.rows_with_buttons import Paragraph, cuts
from components.ui.text_nodes import draw_text
from components.ui.view_header import EARLIEST, LATEST

Keep = Callable[[Article, Original | None], None]


def draw_preview(entry: ImportEntry, key: str, keep: Keep, label: str = "Add to the library") -> None:
    """The form of one file that was read; ``keep`` gets the article as the reader left it, and the file."""
    reading, article = entry.reading, entry.article
    if reading is None or article is None:
        return
    draw_text(read_as(reading), "note", key=f"kind-{key}")
    for i, note in enumerate(reading.notes):
        draw_text(note, "alert", key=f"note-{key}-{i}")
    changed = _body(reading, key)
    if changed:
        try:
            article = article_of(reading, changed)
        except InputRefused as error:
            draw_text(str(error), "alert", key=f"cut-all-{key}")
            return
    _form(entry, article, reading, key, lambda kept: keep(kept, original_of(entry, changed)), label)


def read_as(reading: Reading) -> str:
    """What kind of file it was read as, and what was left out."""
    cut = sum(bool(b.cut) for b in reading.blocks)
    left = f" · {plural(cut, 'paragraph')} cut away, in grey" if cut else ""
    return f"Read as {NAMES[reading.kind]}{left}"


def _body(reading: Reading, key: str) -> set[int]:
    """The paragraphs, to cut or bring back; the numbers of those that were changed."""
    changed: set[int] = st.session_state.setdefault(f"changed-{key}", set())

    def toggle(number: str) -> None:
        changed.symmetric_difference_update({int(number)})

    blocks = [
        Paragraph(str(n), b.text, bool(b.cut) != (n in changed), b.cut or "cut by you")
        for n, b in enumerate(reading.blocks)
    ]
    cuts(blocks, key=f"cuts-{key}", on_toggle=toggle)
    return changed


def _form(
    entry: ImportEntry, article: Article, reading: Reading, key: str, keep: Callable[[Article], None], label: str
) -> None:
    earlier = _earlier(entry)
    with st.form(f"form-{key}-{article.id}"):
        draw_text("Change what is wrong, then add it.", "note")
        title = st.text_input("Title", article.title)
        left, right = st.columns(2)
        outlet = left.text_input("Outlet", article.outlet or "")
        byline = right.text_input("Byline", article.byline or "")
        url = left.text_input("Address", article.url or "")
        day = right.date_input(
            "Article date",
            dt.date.fromisoformat(article.date) if article.date else None,
            min_value=EARLIEST,
            max_value=LATEST,
            help="Left empty, it is looked for in the text.",
        )
        where = f" · date: {reading.date_found}" if reading.date_found else ""
        draw_text(f"{plural(word_count(article.text), 'word')} · English{where}", "note")
        version = False
        if earlier:
            draw_text(earlier, "alert", key=f"like-{key}")
            version = st.checkbox("Keep it as a later version of that article", value=True)
        if st.form_submit_button(label, type="primary"):
            date = day.isoformat() if day else None
            basis = article.date_basis if date == article.date else "user" if date else None
            source = {k: v.strip() or None for k, v in (("outlet", outlet), ("byline", byline), ("url", url))}
            earlier_id = entry.like.id if version and entry.like else None
            details = {"title": title.strip(), **source, "date": date, "date_basis": basis, "version_of": earlier_id}
            keep(msgspec.structs.replace(article, **details))


def _earlier(entry: ImportEntry) -> str | None:
    """That the library holds nearly the same text, where it does."""
    if entry.like is None or entry.like.is_same_text:
        return None
    title = next((a.title for a in visitor_library().listing() if a.id == entry.like.id), "another of these files")
    return f"{entry.like.share:.0%} of its words are those of “{title}”: it may be a corrected version."
