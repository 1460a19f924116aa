"""Adding articles: files, folders, archives, a web address or pasted text; what came of each, before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import msgspec
import streamlit as st

from components.domain.article import Article, word_count
from components.domain.errors import InputRefused
from components.domain.original_file import Original
from components.domain.plural import plural
from components.exports.newsroom_words import date_words
from components.ingest.fetch.client import fetching_allowed
from components.ingest.format_dispatch import read_pasted
from components.ingest.limits import MAX_BYTES
from components.ingest.ocr.client import INSTALL, ocr_installed
from components.ingest.reading_result import article_of
from components.services.file_import import FileImport, ImportEntry, original_of
from components.ui.analysis_progress import follow_added
from components.ui.current_visitor import visitor_library
from components.ui.import_preview import draw_preview
from components.ui.rows_with_buttons import Outcome, outcomes
from components.ui.text_nodes import draw_text

_LABELS = {"waiting": "waiting", "reading": "reading", "read": "read", "refused": "not taken", "cancelled": "stopped"}


class Upload(Protocol):
    """What is used of Streamlit's UploadedFile."""

    name: str
    file_id: str

    def getvalue(self) -> bytes:
        """The file's bytes."""


def draw_adding() -> None:
    """The ways in, what was read of each file, and the progress of what was added."""
    state = st.session_state
    round_ = state.setdefault("adding_round", 0)
    ways = ["Upload files", "A folder", *(["From the web"] if fetching_allowed() else []), "Paste text"]
    tabs = dict(zip(ways, st.tabs(ways), strict=True))
    with tabs["Upload files"]:
        pictures = ", scans and photographs" if ocr_installed() else ""
        kinds = f"Web pages, PDF{pictures}, Word, OpenDocument, RTF, mail, text, Markdown, or a .zip of them"
        files = st.file_uploader(
            f"{kinds}; up to {MAX_BYTES // 2**20} MB each", accept_multiple_files=True, key=f"files-{round_}"
        )
        _take(files)
    with tabs["A folder"]:
        folder = st.file_uploader(
            "A folder of such files, with the folders in it", accept_multiple_files="directory", key=f"folder-{round_}"
        )
        _take(folder)
    if "From the web" in tabs:
        with tabs["From the web"], st.form(f"address-{round_}", border=False):
            url = st.text_input("Link to the article", key=f"url-{round_}", placeholder="https://")
            draw_text("Only this page is fetched, by this computer; nothing is sent but the request for it.", "note")
            if st.form_submit_button("Fetch it") and url.strip():
                _batch().add_address(url)
    with tabs["Paste text"]:
        text = st.text_area("The article's text", height=180, key=f"paste-{round_}")
        if st.button("Read it", key="read-paste") or state.get("pasting") == round_:
            state["pasting"] = round_
            _check_pasted(text, f"pasted-{round_}")
    _outcome(round_)
    follow_added()


def _batch() -> FileImport:
    """The batch of this session and round."""
    state = st.session_state
    if "batch" not in state:
        state["batch"] = visitor_library().new_import()
    made: FileImport = state["batch"]
    return made


def _take(files: Sequence[Upload]) -> None:
    """Queue the files that this round has not seen yet."""
    seen: set[str] = st.session_state.setdefault("files_seen", set())
    new = [f for f in files if f.file_id not in seen]
    if new:
        seen.update(f.file_id for f in new)
        _batch().add_files((f.name, f.getvalue()) for f in new)


def _check_pasted(text: str, key: str) -> None:
    try:
        reading = read_pasted(text)
        article = article_of(reading)
    except InputRefused as error:
        draw_text(f"The pasted text: {error}", "alert", key=f"refused-{key}")
        return
    like = visitor_library().most_similar(article)
    one = ImportEntry(number=0, name="The pasted text", state="read", reading=reading, article=article, like=like)
    draw_preview(one, key, lambda kept, file: _keep([(kept, file)]))


def _outcome(round_: int) -> None:
    """What came of the batch: progress while it is read, then a form for one file or a list of many."""
    batch: FileImport | None = st.session_state.get("batch")
    if batch is None:
        return
    if batch.running:
        batch.wait(0.4)  # most single files are read in less
    if batch.running:
        _follow_reading()
        return
    entries = batch.entries()
    _offer_recognition(batch, entries)
    good = [e for e in entries if e.article is not None]
    refused = [e for e in entries if e.state == "refused"]
    if len(entries) == 1 and good:
        if good[0].like is not None and good[0].like.is_same_text:
            draw_text("The library holds this very text already. It can be opened above.", "alert", key="same")
        draw_preview(good[0], f"upload-{round_}-0", lambda kept, file: _keep([(kept, file)]))
        return
    if entries:
        _list(entries, f"outcomes-{round_}")
        _many(good, len(refused), round_)


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


@st.fragment(run_every=0.5)
def _follow_reading() -> None:
    """Progress while files are read; what was read so far stays when the rest is stopped."""
    batch: FileImport | None = st.session_state.get("batch")
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
    _list(entries, "outcomes-running")


def _list(entries: Sequence[ImportEntry], key: str) -> None:
    ready = not any(e.state in {"waiting", "reading"} for e in entries)
    beside = {e.article.id for e in entries if e.article is not None and e.like is None}
    rows = [
        Outcome(
            str(e.number), e.name, e.state, _LABELS[e.state], _facts(e, beside), "Look" if ready and e.article else ""
        )
        for e in entries
    ]
    outcomes(rows, key=key, on_pick=_look)


def _look(number: str) -> None:
    st.session_state["looking"] = int(number)


def _facts(entry: ImportEntry, beside: set[str]) -> str:
    """One line on what was read, or why it was not; ``beside`` are the ids of the batch's own articles."""
    if entry.article is None:
        return entry.why
    article = entry.article
    date = date_words(article.date) if article.date else "date to be read from the text"
    facts = [article.title or "untitled", plural(word_count(article.text), "word"), date]
    if entry.like is not None:
        where = "another of these files" if entry.like.id in beside else "an article of the library"
        share = "the same text" if entry.like.is_same_text else f"{entry.like.share:.0%} the same text"
        facts.append(f"{share} as {where}")
    return " · ".join(facts)


def _many(good: Sequence[ImportEntry], refused: int, round_: int) -> None:
    """Look at one of the files, or add all that are new."""
    state = st.session_state
    checked: dict[int, tuple[Article, Original | None]] = state.setdefault("checked", {})
    looking = state.get("looking")
    if (one := next((e for e in good if e.number == looking), None)) is not None:

        def keep(article: Article, original: Original | None) -> None:
            checked[one.number] = (article, original)
            state.pop("looking", None)
            st.rerun()

        draw_text(one.name, "heading", key="looking-at")
        draw_preview(one, f"upload-{round_}-{one.number}", keep, label="Done with this one")
    new = [e for e in good if e.like is None or not e.like.is_same_text]
    versions = [e for e in new if e.like is not None]
    draw_text(
        f"{plural(len(good), 'file')} read, {refused} not taken"
        + (f", {len(good) - len(new)} there already" if len(good) > len(new) else "")
        + ".",
        "body",
        key="batch-sum",
    )
    as_versions = bool(versions) and st.checkbox(
        f"Keep {len(versions)} that are nearly the same as an earlier text as its later version",
        True,
        key="as-versions",
    )
    if new and st.button(f"Add {plural(len(new), 'article')}", type="primary", key=f"add-{round_}"):
        # A text that was cut differently has another id: versions of it point there.
        now = {e.article.id: checked[e.number][0].id for e in good if e.article is not None and e.number in checked}
        _keep([checked.get(e.number) or (_versioned(e, as_versions, now), original_of(e)) for e in new])
    if st.button("Discard these files", key=f"discard-{round_}"):
        _start_over()
        st.rerun()


def _versioned(entry: ImportEntry, as_versions: bool, now: dict[str, str]) -> Article:
    assert entry.article is not None  # noqa: S101 - only entries that were read come here
    of = now.get(entry.like.id, entry.like.id) if as_versions and entry.like is not None else None
    return msgspec.structs.replace(entry.article, version_of=of)


def _keep(chosen: Sequence[tuple[Article, Original | None]]) -> None:
    """Keep articles with their files and start over with empty fields; what was added is followed below."""
    originals = {article.id: original for article, original in chosen if original is not None}
    added = visitor_library().take_in([article for article, _ in chosen], originals)
    names = {a.id: a.title or a.filename or "Untitled" for a, _ in chosen}
    st.session_state["added"] = [(one.id, names[one.id], one.new) for one in added]
    _start_over()
    st.rerun()


def _start_over() -> None:
    """Empty every field and forget the batch."""
    state = st.session_state
    state["adding_round"] += 1
    for name in ("batch", "files_seen", "looking", "checked", "pasting"):
        state.pop(name, None)
