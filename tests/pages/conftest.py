"""One library for the page tests: the seed, read by the worker, and the specimen with its record by hand."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.domain.article import make_article
from components.services.analysis_queue import AnalysisQueue
from components.store.tables import edits
from components.ui import current_visitor
from components.ui.shared_analysis_queue import analysis_queue, close_analysis_queue
from tests.pages.kept_records import keep_with_details
from tests.specimen import TEXT, specimen

MAIN = Path(__file__).resolve().parents[2] / "components" / "ui" / "main.py"
ARTICLE = make_article(TEXT, title="Mayor Opens Bridge in Arden", date="2026-03-03", date_basis="user")


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnalysisQueue]:
    """The desk that the pages of this process use."""
    os.environ["DATELINE_DATA"] = str(tmp_path_factory.mktemp("data"))
    made = analysis_queue()
    for one in made.library.listing():
        job = made.open(one.id).job
        assert job is None or job.wait(90)
    yield made
    close_analysis_queue()
    os.environ.pop("DATELINE_DATA")


@pytest.fixture(autouse=True)
def comes_from(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Where the visitor comes from: this computer, unless a test puts a forwarding header in."""
    headers = {"host": "127.0.0.1:8501"}
    monkeypatch.setattr(current_visitor, "request_facts", lambda: ("127.0.0.1", headers, st.query_params.get("share")))
    return headers


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Tests put other readings of one article into the library; what was made of an earlier one must not be taken."""
    st.cache_data.clear()


@pytest.fixture
def seed(library: AnalysisQueue) -> str:
    """The seed article's id."""
    return next(a.id for a in library.library.listing() if a.title.startswith("China Urges"))


@pytest.fixture
def bridge(library: AnalysisQueue) -> Iterator[str]:
    """The specimen's id, in the library as it was written by hand."""
    keep_with_details(library, ARTICLE, specimen())
    yield ARTICLE.id
    library.library.delete(ARTICLE.id)
    with library.store.writing() as connection:  # they would outlive it: deleting can be taken back
        connection.execute(edits.delete().where(edits.c.article_id == ARTICLE.id))


@pytest.fixture
def page(library: AnalysisQueue) -> Callable[..., AppTest]:
    """``page("timeline", article=…)`` opens a view as an address does."""

    def open_page(name: str, **query: str) -> AppTest:
        test = AppTest.from_file(str(MAIN), default_timeout=30)
        test.run()
        test.switch_page(f"../../pages/{name}.py")
        for key, value in query.items():
            test.query_params[key] = value
        return test.run()

    return open_page
