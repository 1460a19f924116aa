"""Adding articles: files or pasted text, what could be read from each shown before it is kept, progress after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple, Protocol

import msgspec
import streamlit as st

from components.domain.article import Article, word_count
from components.domain.errors import DatelineError, InputRefused, NotFound
from components.exports.words import date_words, plural
from components.ingest.limits import MAX_BYTES, MAX_CHARACTERS
from components.ingest.read import display_name, read_file, read_text
from components.ui.desk import desk
from components.ui.head import EARLIEST, LATEST
from components.ui.safe import Row, say, shelf


class Upload(Protocol):
    """What is used of Streamlit's UploadedFile."""

    name: str
    file_id: str

    def getvalue(self) -> bytes:
        """The file's bytes."""


class Draft(NamedTuple):
    """A file or text before it is kept: an article, or why it can't be taken."""

    name: str
    article: Article | None
    refused: str | None = None


def draw_adding() -> None:
    """The two ways in, the form of what was read, and the progress of what was added."""
    state = st.session_state
    round_ = state.setdefault("adding_round", 0)
    upload, paste = st.tabs(["Upload files", "Paste text"])
    with upload:
        files = st.file_uploader(
            f".txt and .md, up to {MAX_BYTES // 2**20} MB and {MAX_CHARACTERS:,} characters each",
            accept_multiple_files=True,
            key=f"files-{round_}",
        )
        drafts = [_drafted(f) for f in files]
        _check(drafts, f"upload-{round_}")
    with paste:
        text = st.text_area("The article's text", height=180, key=f"paste-{round_}")
        if st.button("Read it", key="read-paste", disabled=False) or state.get("pasting") == round_:
            state["pasting"] = round_
            _check([_pasted(text)], f"pasted-{round_}")
    _progress()


def _drafted(file: Upload) -> Draft:
    """A file read once a session, however often the page runs."""
    known: dict[str, Draft] = st.session_state.setdefault("drafts", {})
    if file.file_id not in known:
        name = display_name(file.name)
        try:
            known[file.file_id] = Draft(name, read_file(file.name, file.getvalue()))
        except InputRefused as error:
            known[file.file_id] = Draft(name, None, str(error))
    return known[file.file_id]


def _pasted(text: str) -> Draft:
    try:
        return Draft("The pasted text", read_text(text))
    except InputRefused as error:
        return Draft("The pasted text", None, str(error))


def _check(drafts: Sequence[Draft], key: str) -> None:
    """What was read of each draft; one alone gets a form, many are added as they are."""
    for i, draft in enumerate(drafts):
        if draft.refused:
            say(f"{draft.name}: {draft.refused}", "alert", key=f"refused-{key}-{i}")
    good = [d.article for d in drafts if d.article is not None]
    if len(good) == 1:
        _form(good[0], key)
    elif good:
        for i, article in enumerate(good):
            date = date_words(article.date) if article.date else "date to be read from the text"
            line = f"{article.title or article.filename} · {plural(word_count(article.text), 'word')} · {date}"
            say(line, "body", key=f"draft-{key}-{i}")
        if st.button(f"Add {len(good)} articles", type="primary", key=f"add-{key}"):
            _keep(good)


def _form(article: Article, key: str) -> None:
    with st.form(f"form-{key}-{article.id}"):
        say("What could be read from the text. Change what is wrong, then add it.", "note")
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
        say(f"{plural(word_count(article.text), 'word')} · begins “{_beginning(article.text)}”", "note")
        if st.form_submit_button("Add to the library", type="primary"):
            date = day.isoformat() if day else None
            basis = article.date_basis if date == article.date else "user" if date else None
            told = {k: v.strip() or None for k, v in (("outlet", outlet), ("byline", byline), ("url", url))}
            known = {"title": title.strip(), **told, "date": date, "date_basis": basis}
            _keep([msgspec.structs.replace(article, **known)])


def _beginning(text: str, most: int = 90) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[:most].rstrip() + "…"


def _keep(articles: Sequence[Article]) -> None:
    """Keep the articles and start over with empty fields; what was added is followed below."""
    added = desk().take_in(articles)
    state = st.session_state
    names = {a.id: a.title or a.filename or "Untitled" for a in articles}
    state["added"] = [(one.id, names[one.id], one.new) for one in added]
    state["adding_round"] += 1
    state.pop("drafts", None)
    state.pop("pasting", None)
    st.rerun()


def _progress() -> None:
    """How far each added article is; asks again until all are read."""
    added: list[tuple[str, str, bool]] = st.session_state.get("added", [])
    if not added:
        return
    rows = _states(added)
    if any(waiting for _, waiting in rows):
        _follow()
    else:
        _draw([row for row, _ in rows])


@st.fragment(run_every=0.7)
def _follow() -> None:
    rows = _states(st.session_state.get("added", []))
    done = sum(not waiting for _, waiting in rows)
    st.progress(done / max(1, len(rows)), text=f"{done} of {len(rows)} read")
    _draw([row for row, _ in rows])
    if rows and done == len(rows):
        st.rerun()


def _states(added: Sequence[tuple[str, str, bool]]) -> list[tuple[Row, bool]]:
    """Each added article as a row, and whether it is still waited for."""
    out = []
    for article_id, name, new in added:
        waiting = False
        try:
            opened = desk().open(article_id)
        except NotFound:
            continue
        except DatelineError as error:
            facts = str(error)
        else:
            waiting = opened.job is not None
            if opened.job is not None:
                ahead = desk().ahead(opened.job)
                facts = f"waiting, {ahead} before it" if ahead else "being read…"
            else:
                facts = opened.failure or ("ready" if new else "was in the library already")
        failed = not waiting and facts not in {"ready", "was in the library already"}
        out.append((Row(article_id, name, facts, f"/overview?article={article_id}", failed), waiting))
    return out


def _draw(rows: Sequence[Row]) -> None:
    say("Added just now", "heading", key="added-heading")
    shelf(rows, key="added-shelf", on_open=go_to, on_remove=ask_to_delete)


def go_to(article_id: str) -> None:
    """Have the page open an article's overview once the callback is over: a callback can't change the page."""
    st.session_state["go_to"] = article_id


def ask_to_delete(article_id: str) -> None:
    """Have the page ask whether an article is to be deleted."""
    st.session_state["ask_to_delete"] = article_id
