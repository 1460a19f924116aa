"""The one adding area: files and folders, dropped or chosen, and a field for links and for the text of an article."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Protocol

import streamlit as st

from components.domain.errors import StoreFailed
from components.ingest.fetch.client import fetching_allowed
from components.ingest.limits import MAX_BYTES
from components.ingest.ocr.client import ocr_installed
from components.services.pasted_input import MOST_ADDRESSES, pasted_addresses
from components.ui.current_visitor import visitor_library
from components.ui.text_nodes import component, draw_text

_paste_watch = component("paste_watch")
_PATIENCE = 3.0  # seconds in which a pasted text is read: waited for, so that one that is refused stays in its field

LOST = (
    "Files that were read in and not yet added could not be brought back: an earlier version of Dateline had read"
    " them. Add them again."
)


class Upload(Protocol):
    """What is used of Streamlit's UploadedFile."""

    name: str

    def getvalue(self) -> bytes:
        """The file's bytes."""


def draw_adding(*, whole: bool) -> None:
    """The adding area; where it isn't ``whole`` it is one line that takes dropped files and opens on demand."""
    state = st.session_state
    # It is told once, so the session keeps it until something is read in again.
    if visitor_library().tell_lost_import():
        state["import_lost"] = True
    if state.get("import_lost"):
        draw_text(LOST, "alert", key="import-lost")
    with st.container(key="files-area"):
        if whole:
            with st.container(key="files-whole"):
                files, field = st.columns(2, gap="medium")
                with files:
                    _draw_uploader("Drop files or folders here, or choose files")
                with field:
                    _draw_field()
                _draw_kinds()
            return
        with st.container(key="files-line", horizontal=True, vertical_alignment="center"):
            _draw_uploader("Add articles: drop files or folders here, or choose files", hidden=True)
            if st.button("Close" if state.get("adding_open") else "Paste a link or a text", key="adding-more"):
                state["adding_open"] = not state.get("adding_open")
                st.rerun()
        if state.get("adding_open"):
            _draw_field()
            _draw_kinds()


def _round(name: str) -> str:
    """The key of a field that is emptied by giving it another."""
    return f"{name}-{st.session_state.setdefault('adding_round', 0)}"


def _next_round() -> None:
    st.session_state["adding_round"] += 1


def _draw_uploader(label: str, *, hidden: bool = False) -> None:
    _take(
        st.file_uploader(
            label,
            accept_multiple_files=True,
            key=_round("files"),
            label_visibility="collapsed" if hidden else "visible",
        )
    )


def _draw_field() -> None:
    link, example = ("a link, or ", "https://…") if fetching_allowed() else ("", "")
    text = st.text_area(
        f"Or paste {link}the text of an article",
        height=88,
        key=_round("paste"),
        placeholder=example,
    )
    with st.container(horizontal=True, vertical_alignment="center", key="files-ways"):
        # What is pasted is read at once; what is typed, when it is asked for.
        pasted = _paste_watch(data={}, key="paste-watch", on_pasted_change=lambda: None).pasted
        if st.button("Read it", key="read-paste") or (pasted and text.strip()):
            _take_pasted(text)
        with st.popover("Choose a folder", type="tertiary"):
            _take(
                st.file_uploader(
                    "A folder of files, with the folders in it", accept_multiple_files="directory", key=_round("folder")
                )
            )
    if why := st.session_state.get("paste_refused"):
        draw_text(why, "alert", key="paste-refused")


def _draw_kinds() -> None:
    pictures = ", scans and photographs" if ocr_installed() else ""
    kinds = f"Web pages, PDF{pictures}, Word, OpenDocument, RTF, mail, text, Markdown, or a .zip of them"
    fetched = " Of a link that page alone is fetched, by Dateline itself." if fetching_allowed() else ""
    draw_text(f"{kinds}; up to {MAX_BYTES // 2**20} MB each.{fetched}", "note", key="files-kinds")


def _forget_notices() -> None:
    for name in ("paste_refused", "import_lost"):
        st.session_state.pop(name, None)


def _take(files: Sequence[Upload] | None) -> None:
    """Read files in, and empty the field that they came by."""
    if files:
        visitor_library().begin_import().add_files((f.name, f.getvalue()) for f in files)
        _forget_notices()
        _next_round()
        st.rerun()


def _take_pasted(text: str) -> None:
    """Fetch what is a link, or read what is a text; one that is refused stays in the field, with the reason."""
    state = st.session_state
    _forget_notices()
    if not text.strip():
        state["paste_refused"] = "Paste a link, or the text of an article, first."
        st.rerun()
    addresses = pasted_addresses(text)
    if addresses is not None and len(addresses) > MOST_ADDRESSES:
        state["paste_refused"] = f"{len(addresses)} links are too many at once. Paste {MOST_ADDRESSES} at a time."
        st.rerun()
    batch = visitor_library().begin_import()
    if addresses is not None:
        for url in addresses:
            batch.add_address(url)
    else:
        number = batch.add_text(text)
        batch.wait(_PATIENCE)
        if (one := batch.entry(number)).state == "refused":
            state["paste_refused"] = f"The pasted text: {one.why}"
            with contextlib.suppress(StoreFailed):  # that is then the reason, and it is told already
                batch.leave_out(number)
            st.rerun()
    state.pop("adding_open", None)
    _next_round()
    st.rerun()
